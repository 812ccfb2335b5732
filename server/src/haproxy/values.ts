// All value types of HAProxy's grammars, gathered.
import type { ValueType, ValueTypes } from '../core/grammar/match';
import { basicTypes } from '../core/values';
import { expressionTypes } from './expressions/types';
import { balanceTypes } from './values/balance';
import { cNumberTypes } from './values/c-numbers';
import { captureTypes } from './values/captures';
import { checkExpectTypes } from './values/check-expect';
import { endpointTypes } from './values/endpoint';
import { globalWordTypes } from './values/global-words';
import { lineListTypes } from './values/line-lists';
import { lineNameTypes } from './values/line-names';
import { lineWordTypes } from './values/line-words';
import { loggingTypes } from './values/logging';
import { withMeanings } from './values/meanings';
import { numberTypes } from './values/numbers';
import { processorTypes } from './values/processors';
import { proxyWordTypes } from './values/proxy-words';
import { ruleWordTypes } from './values/rule-words';
import { sectionWordTypes } from './values/section-words';
import { stickStoreTypes } from './values/stick-store';
import { threadSetTypes } from './values/thread-sets';
import { traceTypes } from './values/trace';

export const haproxyTypes: ValueTypes = withMeanings({
  ...basicTypes,
  'header-line': basicTypes.string as ValueType,
  ...expressionTypes,
  ...balanceTypes,
  ...cNumberTypes,
  ...captureTypes,
  ...checkExpectTypes,
  ...endpointTypes,
  ...globalWordTypes,
  ...lineListTypes,
  ...lineNameTypes,
  ...lineWordTypes,
  ...loggingTypes,
  ...numberTypes,
  ...processorTypes,
  ...proxyWordTypes,
  ...ruleWordTypes,
  ...sectionWordTypes,
  ...stickStoreTypes,
  ...threadSetTypes,
  ...traceTypes,
});

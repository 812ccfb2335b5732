// Has what is built walk arrays by index. Code that the engine has not optimised yet makes an object for each step of `for (const x of list)` and `const [a, b] = pair`, and most of a first check is such code.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../', import.meta.url));
const sources = path.join(root, 'server/src') + path.sep;

/** The sources with their types. */
function sourcesWithTypes() {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts.createProgram(ts.sys.readDirectory(sources, ['.ts']), options);
}

/** A source in which loops over arrays count, and patterns of arrays read by number. Only where the type says that it is an array; line numbers stay. */
export function counted(file, checker) {
  let loops = 0;
  const isList = (type) => (type.isUnion() ? type.types.every(isList) : checker.isArrayType(type) || checker.isTupleType(type));
  const typeOf = (node) => {
    const type = checker.getTypeAtLocation(node);
    return checker.getBaseConstraintOfType(type) ?? type;
  };

  const textOf = (node) => {
    if (ts.isForOfStatement(node) && !node.awaitModifier && ts.isVariableDeclarationList(node.initializer)) {
      const numbered = numberedList(node);
      if (numbered) return loop(node, numbered);
      if (isList(typeOf(node.expression))) return loop(node, undefined);
    }
    if (ts.isArrayBindingPattern(node) && isList(typeOf(node)) && node.elements.every((element) => !element.dotDotDotToken)) return pattern(node);
    let text = '';
    let at = node.getStart(file);
    ts.forEachChild(node, (child) => {
      text += file.text.slice(at, child.getStart(file)) + textOf(child);
      at = child.end;
    });
    return text + file.text.slice(at, node.end);
  };

  /** The list in `for (const [i, x] of list.entries())`. */
  const numberedList = ({ initializer, expression }) => {
    const { name } = initializer.declarations[0];
    if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression) || expression.expression.name.text !== 'entries') return undefined;
    if (!ts.isArrayBindingPattern(name) || name.elements.length > 2 || name.elements.some((element) => ts.isOmittedExpression(element) || element.dotDotDotToken)) return undefined;
    const list = expression.expression.expression;
    return isList(typeOf(list)) ? list : undefined;
  };

  const loop = ({ initializer, expression, statement }, numbered) => {
    const [at, list] = [`$at${loops}`, `$list${loops++}`];
    const kind = initializer.flags & ts.NodeFlags.Const ? 'const' : 'let';
    const { name } = initializer.declarations[0];
    const values = [at, `${list}[${at}]`];
    const own = numbered ? name.elements.map((element, i) => `${textOf(element)} = ${values[i]}`).join(', ') : `${textOf(name)} = ${values[1]}`;
    return `for (let ${at} = 0, ${list} = ${textOf(numbered ?? expression)}; ${at} < ${list}.length; ${at}++) { ${kind} ${own}; ${textOf(statement)} }`;
  };

  const pattern = ({ elements }) => `{ ${elements.flatMap((element, i) => (ts.isOmittedExpression(element) ? [] : [`${i}: ${textOf(element)}`])).join(', ')} }`;

  return file.text.slice(0, file.getStart(file)) + textOf(file);
}

let known;

/** The plugin of esbuild. Types are read once for all bundles. */
export const arrayLoops = {
  name: 'array-loops',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path: name }) => {
      if (!name.startsWith(sources)) return undefined;
      known ??= sourcesWithTypes();
      const file = known.getSourceFile(name);
      return file && { contents: counted(file, known.getTypeChecker()), loader: 'ts' };
    });
  },
};

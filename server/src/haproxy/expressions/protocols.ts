// Words of other protocols that converters take as arguments: FIX tags, MQTT packets and their fields, protobuf types.

/** Names that stand for numbers of FIX tags, in lower case (fix_tagid()). */
export const fixTags: ReadonlySet<string> = new Set(['msgtype', 'checksum', 'bodylength', 'targetcompid', 'beginstring', 'sendercompid']);

/** Types of protobuf fields (protobuf_type()). */
export const protobufTypes: ReadonlySet<string> = new Set('int32 uint32 sint32 int64 uint64 sint64 bool enum fixed32 sfixed32 float fixed64 sfixed64 double'.split(' '));

/** Fields of each MQTT packet type, in the order of the types' numbers (mqtt_fields_per_packet); numbers are identifiers of properties. */
export const mqttFields: Readonly<Record<string, readonly string[]>> = {
  connect: ['protocol_name', 'protocol_version', 'flags', 'keepalive', '17', '33', '39', '34', '25', '23', '38', '21', '22', 'client_identifier', '24', '1', '2', '3', '8', '9', 'will_topic', 'will_payload', 'username', 'password'],
  connack: ['flags', 'protocol_version', 'reason_code', '17', '33', '36', '37', '39', '18', '34', '31', '40', '41', '42', '19', '26', '28', '38', '21', '22'],
  publish: ['1', '2', '3', '8', '9', '11', '35', '38'],
  puback: ['reason_code', '31', '38'],
  pubrec: ['reason_code', '31', '38'],
  pubrel: ['reason_code', '31', '38'],
  pubcomp: ['reason_code', '31', '38'],
  subscribe: ['11', '38'],
  suback: ['31', '38'],
  unsubscribe: ['38'],
  unsuback: ['31', '38'],
  pingreq: [],
  pingresp: [],
  disconnect: ['reason_code', '17', '28', '31', '38'],
  auth: ['21', '22', '31', '38'],
};

const mqttTypes = Object.keys(mqttFields);

/** The MQTT packet type that a name in any case or a number from 1 on stands for (mqtt_typeid()). */
export function mqttType(value: string): string | undefined {
  const name = value.toLowerCase();
  if (/^\d+$/.test(name)) return mqttTypes[Number(name) - 1];
  return mqttTypes.includes(name) ? name : undefined;
}

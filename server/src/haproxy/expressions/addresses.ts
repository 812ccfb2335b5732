// IP addresses and masks as inet_pton(), str2mask() and str2mask6() read them.

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);
const ipv4WithPort = new RegExp(`^${octet}(?:\\.${octet}){3}:[1-9]\\d{0,4}$`);

export function isIpv4(value: string): boolean {
  return ipv4.test(value);
}

/** Whether an address of IPv4 and a number of up to five digits, without a zero before it, are written with a colon between them. */
export function isIpv4WithPort(value: string): boolean {
  return ipv4WithPort.test(value);
}

export function isIpv6(value: string): boolean {
  if (!value.includes(':') || !/^[\da-fA-F:.]+$/.test(value)) return false;
  const halves = value.split('::');
  if (halves.length > 2) return false;
  let groups = 0;
  for (const [i, half] of halves.entries()) {
    if (half === '') {
      if (halves.length === 1) return false;
      continue;
    }
    const parts = half.split(':');
    for (const [j, part] of parts.entries()) {
      if (part.includes('.')) {
        if (i !== halves.length - 1 || j !== parts.length - 1 || !isIpv4(part)) return false;
        groups += 2;
      } else if (/^[\da-fA-F]{1,4}$/.test(part)) groups++;
      else return false;
    }
  }
  return halves.length === 2 ? groups < 8 : groups === 8;
}

/** What strtol() reads as a number of bits, up to a limit. */
function isBits(value: string, most: number): boolean {
  return /^\s*\+?\d+$/.test(value) && Number(value) <= most;
}

export function isMask4(value: string): boolean {
  return value.includes('.') ? isIpv4(value) : isBits(value, 32);
}

export function isMask6(value: string): boolean {
  return value.includes(':') ? isIpv6(value) : isBits(value, 128);
}

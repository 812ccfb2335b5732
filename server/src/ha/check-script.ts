// What a check script asks of the API server, read from its text. Shell is not run and only searched for the few forms that matter.

/** A finding in a script: which line (counted from 0) and what is wrong. */
export interface ScriptFinding {
  /** `partly-guarded`: another request is made on every node. */
  readonly kind: 'guarded-by-vip' | 'partly-guarded' | 'curl-without-fail' | 'no-health-path';
  readonly line: number;
  readonly text: string;
}

const guard = /\bip\s+(-\S+\s+)*a(ddr(ess)?)?\b[^|]{0,200}\|[^|]{0,40}\bgrep\b/;
const curl = /\bcurl\b/;
const fails = /(^|\s)(-[a-eg-zA-Z]*f[a-zA-Z]*|--fail(-with-body)?)(\s|$)/;
const apiUrl = /https:\/\/([^\s"'/]+)(\/[^\s"']*)?/;
const looksAtCode = /http_code|%\{response_code\}/;
const usualPort = /:(6443|8443|16443)$/;
const apiName = /api-?_?server|kube/i;

/** Findings of one script. Requests on other ports count as such of an API server when the script or its file says so. */
export function scriptFindings(source: string, file = ''): ScriptFinding[] {
  const findings: ScriptFinding[] = [];
  const named = apiName.test(file) || apiName.test(source);
  let guarded: { line: number; text: string } | undefined;
  let always = false;
  source.split('\n').forEach((raw, line) => {
    const start = raw.slice(0, 1000);
    const text = start.slice(0, /(?<=^|\s)#/.exec(start)?.index);
    if (!guarded && guard.test(text) && /\bif\b|&&/.test(text)) guarded = { line, text: text.trim() };
    const url = curl.test(text) ? apiUrl.exec(text) : null;
    if (!url || !(named || usualPort.test(url[1] ?? ''))) return;
    if (!fails.test(text) && !looksAtCode.test(text) && !/\|\s*grep\b/.test(text)) findings.push({ kind: 'curl-without-fail', line, text: text.trim() });
    if (!/^\/(healthz|readyz|livez)\b/.test(url[2] ?? '')) findings.push({ kind: 'no-health-path', line, text: text.trim() });
    if (guarded) {
      findings.push({ kind: always ? 'partly-guarded' : 'guarded-by-vip', ...guarded });
      guarded = undefined;
    } else always = true;
  });
  return findings;
}

/** The file that a script command runs, as written: its first word that is a path, the shell before it skipped. Undefined for an inline command. */
export function scriptFile(command: string): string | undefined {
  const words = command.trim().split(/\s+/);
  const at = /(^|\/)(ba|da|k|z)?sh$/.test(words[0] ?? '') && !/^-c/.test(words[1] ?? '') ? 1 : 0;
  const file = words[at];
  return file?.includes('/') && !/(^|\/)(curl|wget|killall|pidof|pgrep|nc|systemctl|test)$/.test(file) ? file : undefined;
}

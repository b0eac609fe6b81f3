/** True when a path survives between double quotes in a shell command, as initdb calls postgres. */
export function isShellSafe(path: string): boolean {
  return process.platform === 'win32' ? !/["%\r\n]/.test(path) : !/["$`\\\r\n]/.test(path);
}

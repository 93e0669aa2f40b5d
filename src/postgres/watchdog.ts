import { spawn } from 'node:child_process'

/**
 * Waits for the end of its input, which comes when this process ends in any way; then stops the server
 * in the folder `$1` and removes the folder. `done` on its input means that this has been done already.
 */
const script = `
trap '' INT TERM HUP
read -r word
[ "$word" = done ] && exit 0
pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
if [ -n "$pid" ]; then
  kill -QUIT "$pid" 2>/dev/null
  tries=0
  while kill -0 "$pid" 2>/dev/null && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
fi
rm -rf "$1"
`

/**
 * Sees to it that the server in `directory` does not outlive this process, even when that is killed hard.
 * Windows has no `sh`: there only the post step cleans up.
 * @returns what to call when the server is down and the folder gone.
 */
export function watch(directory: string): () => void {
  if (process.platform === 'win32') return () => {}
  const child = spawn('sh', ['-c', script, 'sh', directory], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  })
  child.on('error', () => {})
  child.stdin.on('error', () => {})
  child.unref()
  return () => child.stdin.end('done\n')
}

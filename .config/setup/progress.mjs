/** Shows one line while a piece of long work is under way, and how long it took; on stderr, so that pipes stay clean. */
export async function withProgress(label, work) {
  const start = performance.now();
  const seconds = () => `${Math.round((performance.now() - start) / 1000)} s`;
  const stream = process.stderr;
  const line = (text) => stream.write(`\r\u001b[K${text}`);
  if (!stream.isTTY) stream.write(`${label} …`);
  const timer = stream.isTTY ? setInterval(() => line(`${label} … ${seconds()}`), 500) : undefined;
  if (stream.isTTY) line(`${label} …`);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    stream.write(stream.isTTY ? `\r\u001b[K${label}: ${seconds()}\n` : ` ${seconds()}\n`);
  }
}

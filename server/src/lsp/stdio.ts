// The server on stdin and stdout. A client that miscounts the bytes of its messages cannot be understood any more: the server ends, so that another one is started.
import { type Connection, createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

/** Connects to stdin and stdout. The end of stdin is that of the server: with status 0 after `shutdown`, else 1. */
export function stdioConnection(): Connection {
  const reader = new StreamMessageReader(process.stdin);
  const connection = createConnection(ProposedFeatures.all, reader, new StreamMessageWriter(process.stdout));
  let status = 1;
  connection.onShutdown(() => {
    status = 0;
  });
  const leave = () => process.exit(status);
  process.stdin.once('end', leave);
  process.stdin.once('close', leave);
  reader.onError((error) => {
    // After a message that is no JSON, or none at all, the next one is found all the same; after a head that is none, nothing is.
    if (!/^(Message header must|Header must|Content-Length value must) /.test(error.message)) return;
    process.stderr.write(`haconf: messages cannot be told apart any more: ${error.message.split('\n')[0]}\n`);
    leave();
  });
  return connection;
}

// Ends the browser's task: what follows begins in one of its own, after what it has to paint or to answer.

export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    // not a timer: those of a page in the background are held for a second
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

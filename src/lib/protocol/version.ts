// The wire's version. A phone with a newer one than the server's is asked to wait for its update;
// an older one is served as long as its number is at least `oldestServed`.
export const protocolVersion = 1
export const oldestServed = 1

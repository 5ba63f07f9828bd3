import { serveTill } from './till-server.ts';

/** A till's API in a process of its own, to be killed: tells its address once it serves. */
const { DATABASE_URL, MASTER_KEY } = process.env;
const { url } = await serveTill(DATABASE_URL!, new Uint8Array(Buffer.from(MASTER_KEY!, 'hex')));
process.send!(url);

import { startEmbedded } from './src/kernel/database/embedded.ts';
import { prepareDatabase } from './src/kernel/database/prepare.ts';
const s = await startEmbedded({ dir: '/tmp/uipieces/pg', durable: false });
await prepareDatabase(s.url);
console.log(s.url);
process.on('SIGTERM', () => s.stop().then(() => process.exit(0)));
setInterval(() => {}, 1e6);

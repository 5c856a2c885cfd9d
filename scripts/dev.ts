/** `npm run dev` runs this again whenever a file changes: it builds the bot and starts it, as `npm start` does. */
import { spawn } from 'node:child_process';

const bot = spawn('npm', ['start', '--silent'], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => bot.kill(signal));
bot.once('exit', (code) => process.exit(code ?? 1));

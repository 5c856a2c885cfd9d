/** What the bot is measured against: discord.js answering everything with a constant, and no more. */
import { Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js';

// As much text and as many buttons as an explanation of a topic has, so that the wire weighs the same.
const embed = {
  title: 'A title',
  description: 'A constant answer of some length. '.repeat(40),
  fields: [
    { name: 'Commands', value: 'docker network ls\n'.repeat(20) },
    { name: 'More', value: 'A constant line of text.\n'.repeat(20) },
  ],
};
const button = (index: number) => ({ type: 2, style: 2, label: 'A button', custom_id: `press:${index}` });
const components = [
  { type: 1, components: [0, 1, 2, 3].map(button) },
  { type: 1, components: [4, 5].map(button) },
];
const choices = Array.from({ length: 25 }, (_, index) => ({ name: `Choice ${index}`, value: `choice-${index}` }));

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  shards: 'auto',
  rest: { api: process.env.DISCORD_API_URL ?? '' },
});
client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isAutocomplete()) void interaction.respond(choices);
  else if (interaction.isChatInputCommand())
    void interaction.reply({ embeds: [embed], components, flags: MessageFlags.Ephemeral });
  else if (interaction.isMessageComponent()) void interaction.update({ embeds: [embed], components });
});
client.once(Events.ClientReady, () => console.log('{"msg":"ready"}'));
process.once('SIGTERM', () => void client.destroy().then(() => process.exit(0)));
await client.login(process.env.DISCORD_TOKEN);

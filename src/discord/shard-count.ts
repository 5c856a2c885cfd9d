import { type APIGatewayBotInfo, REST, Routes } from 'discord.js';
import { toConnectError } from './connection.ts';

/** How many shards Discord recommends. @throws OperatorError when Discord does not know the token or cannot be reached */
export async function fetchShardCount(token: string, apiUrl: string | undefined): Promise<number> {
  const rest = new REST({ version: '10', ...(apiUrl && { api: apiUrl }) }).setToken(token);
  try {
    return ((await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo).shards;
  } catch (error) {
    throw toConnectError(error);
  }
}

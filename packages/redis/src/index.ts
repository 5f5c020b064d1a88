export { RedisBudget, type RedisBudgetOptions } from "./budget.js";
export type { RedisClient } from "./redis-client.js";

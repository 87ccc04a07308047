import { sendBudgetContract } from './contracts/send-budget.ts';
import { memorySendBudget } from './send-budget.ts';

sendBudgetContract('in memory', async () => memorySendBudget());

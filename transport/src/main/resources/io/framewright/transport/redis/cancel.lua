-- Writes down that a command is to be cancelled, and tells the manager of its worker.
-- KEYS: record hash, outcome hash, sorted set of cancelled commands by time
-- ARGV: 1 commandId, 2 milliseconds that the wish is kept, 3 how many are kept, 4 what the names of the managers' channels
--   begin with, 5 what is told there
-- Gives: 1, or 0 if there is no such worker or the command has its outcome
local manager = redis.call('HGET', KEYS[1], 'managerId')
if not manager or redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then
  return 0
end
local now = clock()
redis.call('ZADD', KEYS[3], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', '(' .. (now - tonumber(ARGV[2])))
redis.call('ZREMRANGEBYRANK', KEYS[3], 0, -(tonumber(ARGV[3]) + 1))
redis.call('PEXPIRE', KEYS[3], ARGV[2])
redis.call('PUBLISH', ARGV[4] .. manager, ARGV[5])
return 1

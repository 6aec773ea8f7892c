-- Counts a crash of a worker, once for each of its epochs.
-- KEYS: record hash, crashes, restarts
-- ARGV: 1 epoch of whoever counts, 2 epoch that crashed, 3 commandId ('' if the worker was starting), 4 milliseconds
--   within which restarts are counted
-- Gives: {crashes of the command, restarts of late}, or {-1, 0} if the lease no longer holds
local record, crashes, restarts, commandId = KEYS[1], KEYS[2], KEYS[3], ARGV[3]
if redis.call('HGET', record, 'epoch') ~= ARGV[1] then
  return {-1, 0}
end
redis.call('HDEL', record, 'crashed')
local now = clock()
local of = 0
if redis.call('HSETNX', restarts, ARGV[2], now .. ':' .. commandId) == 1 and commandId ~= '' then
  of = redis.call('HINCRBY', crashes, commandId, 1)
elseif commandId ~= '' then
  of = tonumber(redis.call('HGET', crashes, commandId) or 0)
end
local all, count = redis.call('HGETALL', restarts), 0
for i = 1, #all, 2 do
  if tonumber(string.match(all[i + 1], '^%d+')) > now - tonumber(ARGV[4]) then
    count = count + 1
  elseif all[i] ~= ARGV[2] then
    redis.call('HDEL', restarts, all[i])
  end
end
return {of, count}

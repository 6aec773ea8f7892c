-- Puts a record back that was lost.
-- KEYS: record hash, epoch key
-- ARGV: 1 startedOn, 2 pid, 3 responseChannel, 4 host, 5 managerId, 6 epoch, 7 status, then what it may have or ''
--   for not: 8 labels, 9 idle time-out and 10 time to live in milliseconds, 11 id of the command that spawned it
-- Gives: now, or 0 if there is a record, or the worker was killed: then its epochs are remembered
if redis.call('EXISTS', KEYS[1]) == 1 or tonumber(redis.call('GET', KEYS[2]) or 0) >= tonumber(ARGV[6]) then
  return 0
end
local now, text = clock()
redis.call('HSET', KEYS[1], 'startedOn', ARGV[1], 'pid', ARGV[2], 'responseChannel', ARGV[3], 'host', ARGV[4],
  'managerId', ARGV[5], 'epoch', ARGV[6], 'status', ARGV[7], 'heartbeatOn', text, 'heartbeatMillis', now)
for i, field in ipairs({'labels', 'idleTimeoutMillis', 'ttlMillis', 'spawnedBy'}) do
  if ARGV[7 + i] ~= '' then
    redis.call('HSET', KEYS[1], field, ARGV[7 + i])
  end
end
return now

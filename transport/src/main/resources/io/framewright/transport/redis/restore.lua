-- Puts a record back that was lost.
-- KEYS: record hash, epoch key
-- ARGV: 1 startedOn, 2 pid, 3 responseChannel, 4 host, 5 managerId, 6 epoch, 7 status, 8 labels or ''
-- Gives: now, or 0 if there is a record, or the worker was killed: then its epochs are remembered
if redis.call('EXISTS', KEYS[1]) == 1 or tonumber(redis.call('GET', KEYS[2]) or 0) >= tonumber(ARGV[6]) then
  return 0
end
local now, text = clock()
redis.call('HSET', KEYS[1], 'startedOn', ARGV[1], 'pid', ARGV[2], 'responseChannel', ARGV[3], 'host', ARGV[4],
  'managerId', ARGV[5], 'epoch', ARGV[6], 'status', ARGV[7], 'heartbeatOn', text, 'heartbeatMillis', now)
if ARGV[8] ~= '' then
  redis.call('HSET', KEYS[1], 'labels', ARGV[8])
end
return now

-- Forgets a worker; what it said is kept for a while, and so is how often it was started.
-- KEYS: record hash, event stream, outcome hash, epoch key, steps, crashes, restarts; ARGV: 1 milliseconds to keep,
--   2 the epoch that it must have ('' for any)
-- Gives: 1, 0 if there was no record, or -1 if it has another epoch: then nothing has happened
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then
  return 0
end
if ARGV[2] ~= '' and epoch ~= ARGV[2] then
  return -1
end
redis.call('DEL', KEYS[1], KEYS[5], KEYS[6], KEYS[7])
if tonumber(ARGV[1]) > 0 then
  redis.call('SET', KEYS[4], epoch, 'PX', ARGV[1])
  redis.call('PEXPIRE', KEYS[2], ARGV[1])
  redis.call('PEXPIRE', KEYS[3], ARGV[1])
else
  redis.call('DEL', KEYS[2], KEYS[3])
end
return 1

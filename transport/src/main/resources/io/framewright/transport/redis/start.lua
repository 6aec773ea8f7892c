-- Records the start of a worker and raises its epoch.
-- KEYS: record hash, event stream, outcome hash, epoch key
-- ARGV: 1 startedOn, 2 pid, 3 responseChannel, 4 host, 5 managerId, 6 '1' if it may be taken from a host that is alive,
--   7 milliseconds after which a silent worker is lost
-- Gives: {'LEASED', epoch, last sequence, now} | {'ALIVE', milliseconds since its heartbeat}
local record, events, outcomes, epochs = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local now, text = clock()
local known = redis.call('HMGET', record, 'epoch', 'status', 'heartbeatMillis')
if known[1] and ARGV[6] ~= '1' and known[2] ~= 'LOST' then
  local silent = now - tonumber(known[3] or 0)
  if silent < tonumber(ARGV[7]) then
    return {'ALIVE', silent}
  end
end
local last = redis.call('XREVRANGE', events, '+', '-', 'COUNT', 1)[1]
-- A worker that was killed and comes again goes on counting its starts, so that no host of its former life is believed.
local epoch = math.max(tonumber(known[1] or 0), tonumber(redis.call('GET', epochs) or 0)) + 1
redis.call('DEL', epochs)
redis.call('HSET', record, 'startedOn', ARGV[1], 'pid', ARGV[2], 'responseChannel', ARGV[3], 'host', ARGV[4],
  'managerId', ARGV[5], 'epoch', epoch, 'status', 'STARTING', 'heartbeatOn', text, 'heartbeatMillis', now)
redis.call('PERSIST', events)
redis.call('PERSIST', outcomes)
return {'LEASED', epoch, last and tonumber(string.match(last[1], '^%d+')) or 0, now}

-- Records the start of a worker and raises its epoch.
-- KEYS: record hash, event stream, outcome hash, epoch key, steps, crashes, restarts
-- ARGV: 1 startedOn, 2 pid, 3 responseChannel, 4 host, 5 managerId, 6 intent (SPAWN, ADOPT, INHERIT, TAKE_OVER,
--   RENEW), 7 milliseconds after which a silent worker is lost, 8 the epoch that a worker must have which is renewed or
--   inherited, 9 idle time-out and 10 time to live in milliseconds ('' to leave them as they are), 11 id of the
--   command that spawns it ('' if none does)
-- Gives: {'LEASED', epoch, last sequence, now, 1 if the last host died, 1 if that was at its start, ids of the
--   commands that have a crash count, status before, LOST if its host is gone, GONE if there was no record,
--   idle time-out, time to live ('' for none)} | {'ALIVE', milliseconds since its heartbeat} | {'REFUSED', status or 'GONE'}
local record, events, outcomes, epochs, crashes, restarts = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[6], KEYS[7]
local intent, lease = ARGV[6], tonumber(ARGV[7])
local now, text = clock()
local known = redis.call('HMGET', record, 'epoch', 'status', 'heartbeatMillis', 'crashed')
local status = known[2] or 'GONE'
local silent = now - tonumber(known[3] or 0)
-- Who inherits knows more than the heartbeat tells: that host was shut out of its cluster.
local gone = silent >= lease or intent == 'INHERIT'
if (intent == 'RENEW' or intent == 'INHERIT') and known[1] ~= ARGV[8] then
  return {'REFUSED', status}
end
if (intent == 'ADOPT' or intent == 'INHERIT') and (status == 'GONE' or status == 'QUARANTINED') then
  return {'REFUSED', status}
end
if (intent == 'ADOPT' or intent == 'SPAWN') and known[1] and status ~= 'LOST' and status ~= 'QUARANTINED'
    and silent < lease then
  return {'ALIVE', silent}
end
-- Who leaves a worker says so; a host that only went silent died over something. That is remembered until it is known
-- over what, also if this host cannot finish the start.
local crashed = known[4] or '0'
if intent == 'SPAWN' and status == 'QUARANTINED' then
  redis.call('DEL', restarts)
  crashed = '0'
elseif intent ~= 'RENEW' and known[1] and status ~= 'LOST' and status ~= 'QUARANTINED' and gone then
  crashed = status == 'STARTING' and 'STARTING' or 'RUNNING'
end
local last = redis.call('XREVRANGE', events, '+', '-', 'COUNT', 1)[1]
-- A worker that was killed and comes again goes on counting its starts, so that no host of its former life is believed.
local epoch = math.max(tonumber(known[1] or 0), tonumber(redis.call('GET', epochs) or 0)) + 1
redis.call('DEL', epochs)
redis.call('HSET', record, 'startedOn', ARGV[1], 'pid', ARGV[2], 'responseChannel', ARGV[3], 'host', ARGV[4],
  'managerId', ARGV[5], 'epoch', epoch, 'status', 'STARTING', 'heartbeatOn', text, 'heartbeatMillis', now)
redis.call('HDEL', record, 'idleSince')
for i, field in ipairs({'idleTimeoutMillis', 'ttlMillis'}) do
  if ARGV[8 + i] ~= '' then
    redis.call('HSET', record, field, ARGV[8 + i])
  end
end
if ARGV[11] ~= '' then
  redis.call('HSET', record, 'spawnedBy', ARGV[11])
elseif intent == 'SPAWN' then
  redis.call('HDEL', record, 'spawnedBy')
end
if crashed == '0' then
  redis.call('HDEL', record, 'crashed')
else
  redis.call('HSET', record, 'crashed', crashed)
end
redis.call('PERSIST', events)
redis.call('PERSIST', outcomes)
return {'LEASED', epoch, last and tonumber(string.match(last[1], '^%d+')) or 0, now, crashed ~= '0' and 1 or 0,
  crashed == 'STARTING' and 1 or 0, redis.call('HKEYS', crashes),
  (known[1] and status ~= 'QUARANTINED' and gone) and 'LOST' or status,
  redis.call('HGET', record, 'idleTimeoutMillis') or '', redis.call('HGET', record, 'ttlMillis') or ''}

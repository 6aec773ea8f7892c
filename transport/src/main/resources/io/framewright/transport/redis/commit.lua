-- Records one event, or finds that it must not be recorded. Atomic; trying again changes nothing.
-- KEYS: record hash, event stream, outcome hash, steps
-- ARGV: 1 epoch (0: nobody owns the stream), 2 sequence (0: assign the next), 3 commandId, 4 request hash ('' if no
--   outcome), 5 event JSON, 6 event id, 7 response channel, 8 bytes the stream may take, 9 the time
--   stamp of the oldest event that is kept, 10 '0' at the first try, '1' at any later one, '2' if events before this one
--   are known to be gone and it goes on all the same, 11 what the command changed ('' if nothing), for the steps
-- Gives: {'COMMITTED', sequence, oldest} | {'DECIDED', sequence, request hash} | {'FENCED', current epoch}
--   | {'GAP', last sequence}: events before this one are missing, try again after them
local record, events, outcomes = KEYS[1], KEYS[2], KEYS[3]
local epoch, sequence, commandId, hash = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3], ARGV[4]
local json, eventId, channel = ARGV[5], ARGV[6], ARGV[7]
local maxBytes, notBefore, try = tonumber(ARGV[8]), ARGV[9], ARGV[10]

local function oldest()
  local first = redis.call('XRANGE', events, '-', '+', 'COUNT', 1)
  return first[1] and tonumber(string.match(first[1][1], '^%d+')) or 0
end

local function eventAt(number)
  local entry = redis.call('XRANGE', events, number, number)[1]
  return entry and entry[2][2] or nil
end

local function hasOurId(text)
  return string.find(text, '"eventId":"' .. eventId .. '"', 1, true) ~= nil
end

local function isOurs(number)
  local recorded = eventAt(number)
  return recorded ~= nil and hasOurId(recorded)
end

if epoch ~= 0 then
  local current = redis.call('HGET', record, 'epoch')
  if current == false or tonumber(current) ~= epoch then
    return {'FENCED', tonumber(current or 0)}
  end
end

if hash ~= '' then
  local recorded = redis.call('HGET', outcomes, commandId)
  if recorded then
    local at, by = string.match(recorded, '^(%d+):(.*)$')
    if isOurs(at) then
      return {'COMMITTED', tonumber(at), oldest()}
    end
    return {'DECIDED', tonumber(at), by}
  end
end

local last = redis.call('XREVRANGE', events, '+', '-', 'COUNT', 1)[1]
local at = last and tonumber(string.match(last[1], '^%d+')) or 0
if sequence == 0 then
  if try ~= '0' then
    -- A try before this one may have got through under a number we never learned.
    for _, entry in ipairs(redis.call('XREVRANGE', events, '+', '-', 'COUNT', 1024)) do
      if hasOurId(entry[2][2]) then
        return {'COMMITTED', tonumber(string.match(entry[1], '^%d+')), oldest()}
      end
    end
  end
  sequence = redis.call('HINCRBY', record, 'sequence', 1)
  if sequence <= at then
    -- The record was lost, the stream was not.
    sequence = at + 1
    redis.call('HSET', record, 'sequence', sequence)
  end
  json = string.gsub(json, '"sequence":0', '"sequence":' .. sequence, 1)
elseif at >= sequence then
  if isOurs(sequence) then
    -- A try before this one got through; only its answer was lost.
    return {'COMMITTED', sequence, oldest()}
  end
  -- Somebody else wrote here under our epoch: Redis has forgotten that it was raised.
  return {'FENCED', epoch}
elseif at ~= sequence - 1 and try ~= '2' then
  -- It may have to wait for earlier events, also where there are none yet; or they are lost, which the host finds out.
  return {'GAP', at}
end

-- First, because it may be refused (a key of another type), and then nothing of the commit must have happened.
if ARGV[11] ~= '' then
  redis.call('XADD', KEYS[4], sequence .. '-0', 'step', ARGV[11])
end
redis.call('XADD', events, sequence .. '-0', 'event', json)
if hash ~= '' then
  redis.call('HSET', outcomes, commandId, sequence .. ':' .. hash)
end
redis.call('PUBLISH', channel, json)

-- The head of the stream is looked at every 16 events, so that the cost of an event does not grow with the stream.
local bytes = tonumber(redis.call('HGET', record, 'eventBytes') or 0) + #json
if bytes == #json and at ~= 0 then
  -- The count went with a former record.
  bytes = 0
  for _, entry in ipairs(redis.call('XRANGE', events, '-', '+')) do
    bytes = bytes + #entry[2][2]
  end
end
local kept = oldest()
if sequence % 16 == 0 then
  bytes, kept = retain(events, outcomes, sequence, bytes, kept, maxBytes, notBefore)
end
redis.call('HSET', record, 'lastEvent', sequence, 'oldestEvent', kept, 'eventBytes', bytes)
return {'COMMITTED', sequence, kept}

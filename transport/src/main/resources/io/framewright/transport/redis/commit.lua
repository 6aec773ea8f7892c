-- Records one event, or finds that it must not be recorded. Atomic; trying again changes nothing.
-- KEYS: record hash, event stream, outcome hash
-- ARGV: 1 epoch (0: nobody owns the stream), 2 sequence (0: assign the next), 3 commandId, 4 request hash ('' if no
--   outcome), 5 event JSON, 6 event id, 7 response channel, 8 bytes the stream may take, 9 the time
--   stamp of the oldest event that is kept
-- Gives: {'COMMITTED', sequence, oldest} | {'DECIDED', sequence, request hash} | {'FENCED', current epoch}
--   | {'GAP', last sequence}: events before this one are missing, try again after them
local record, events, outcomes = KEYS[1], KEYS[2], KEYS[3]
local epoch, sequence, commandId, hash = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3], ARGV[4]
local json, eventId, channel = ARGV[5], ARGV[6], ARGV[7]
local maxBytes, notBefore = tonumber(ARGV[8]), ARGV[9]

local function oldest()
  local first = redis.call('XRANGE', events, '-', '+', 'COUNT', 1)
  return first[1] and tonumber(string.match(first[1][1], '^%d+')) or 0
end

local function eventAt(number)
  local entry = redis.call('XRANGE', events, number, number)[1]
  return entry and entry[2][2] or nil
end

local function isOurs(number)
  local recorded = eventAt(number)
  return recorded ~= nil and string.find(recorded, '"eventId":"' .. eventId .. '"', 1, true) ~= nil
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

if sequence == 0 then
  sequence = redis.call('HINCRBY', record, 'sequence', 1)
  json = string.gsub(json, '"sequence":0', '"sequence":' .. sequence, 1)
else
  local last = redis.call('XREVRANGE', events, '+', '-', 'COUNT', 1)[1]
  local at = last and tonumber(string.match(last[1], '^%d+'))
  if at and at >= sequence and isOurs(sequence) then
    -- A try before this one got through; only its answer was lost.
    return {'COMMITTED', sequence, oldest()}
  end
  -- A stream that is empty lost its memory, and goes on where its owner is.
  if at and at ~= sequence - 1 then
    return {'GAP', at}
  end
end

redis.call('XADD', events, sequence .. '-0', 'event', json)
if hash ~= '' then
  redis.call('HSET', outcomes, commandId, sequence .. ':' .. hash)
end
redis.call('PUBLISH', channel, json)

-- The stream is cut by bytes and by age, from its head; an outcome is forgotten together with its event. The head is looked
-- at every 16 events, so that the cost of an event does not grow with the stream.
local bytes = redis.call('HINCRBY', record, 'eventBytes', #json)
if sequence % 16 == 0 then
  local keepFrom = nil
  local head = redis.call('XRANGE', events, '-', '(' .. sequence .. '-0', 'COUNT', 64)
  for _, entry in ipairs(head) do
    local text = entry[2][2]
    keepFrom = entry[1]
    -- Time stamps sort as texts.
    if bytes <= maxBytes and string.match(text, '"timeStamp":"([^"]+)"') >= notBefore then
      break
    end
    keepFrom = (tonumber(string.match(entry[1], '^%d+')) + 1) .. '-0'
    bytes = bytes - #text
    local command = string.match(text, '"commandId":"([^"]+)"')
    local at = redis.call('HGET', outcomes, command)
    if at and string.match(at, '^%d+') == string.match(entry[1], '^%d+') then
      redis.call('HDEL', outcomes, command)
    end
  end
  if keepFrom then
    redis.call('XTRIM', events, 'MINID', keepFrom)
  end
  redis.call('HSET', record, 'eventBytes', bytes)
end
return {'COMMITTED', sequence, oldest()}

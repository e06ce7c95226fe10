-- wrk: posts the JSON in the file BODY; with PAUSE each connection rests so many milliseconds between two requests.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local file = assert(io.open(os.getenv("BODY"), "r"))
wrk.body = file:read("*a")
file:close()
local pause = tonumber(os.getenv("PAUSE") or "0")
if pause > 0 then
  function delay()
    return pause
  end
end

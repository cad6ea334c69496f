using System.Text.Json.Nodes;
using Sessions.Simulator.Http;

namespace Sessions.Simulator.Calendar;

/// <summary>GET /users/{u}/calendar: whose it is and which online meetings it offers.</summary>
internal static class Calendars
{
    public static Answer Get(Call call)
    {
        var owner = Users.Mailbox(call);
        JsonArray providers = call.Switches.TeamsLicence ? ["teamsForBusiness"] : [];
        return Answer.Ok(Odata.Entity(call, $"users('{owner.Id}')/calendar", new JsonObject
        {
            ["id"] = "calendar-" + owner.Id,
            ["name"] = "Calendar",
            ["isDefaultCalendar"] = true,
            ["allowedOnlineMeetingProviders"] = providers,
            ["defaultOnlineMeetingProvider"] = call.Switches.TeamsLicence ? "teamsForBusiness" : "unknown",
            ["owner"] = new JsonObject { ["name"] = owner.DisplayName, ["address"] = owner.Address },
        }));
    }
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sessions.Simulator.Http;

namespace Sessions.Simulator.Mail;

/// <summary>Refuses sendMail while too many others of the mailbox are under way (throttling-limits, Outlook).</summary>
internal sealed class MailboxConcurrency(TenantState state)
{
    private readonly ConcurrentDictionary<string, int> _underWay = new(StringComparer.OrdinalIgnoreCase);

    public RequestDelegate Around(RequestDelegate send) => async context =>
    {
        var mailbox = context.GetRouteValue("user") as string ?? "";
        try
        {
            var count = _underWay.AddOrUpdate(mailbox, 1, static (_, already) => already + 1);
            if (state.Switches.Mail is { } limits && count > limits.Concurrent)
            {
                await Responder.FailAsync(context, state, new GraphFailure(
                    429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.",
                    TimeSpan.FromSeconds(1)));
                return;
            }

            await send(context);
        }
        finally
        {
            _underWay.AddOrUpdate(mailbox, 0, static (_, already) => already - 1);
        }
    };
}

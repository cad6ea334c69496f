using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Sessions.Ledger;
using Sessions.Web.Hosting;
using Sessions.Web.Learners;

namespace Sessions.Web.Links;

/// <summary>The link that was opened, for the endpoint behind the filter.</summary>
internal sealed record OpenLink(LinkTarget Target, string Token)
{
    private volatile CalendarDocument? _calendar;

    /// <summary>The ledger's, just before the link was looked up.</summary>
    public required string Mark { get; init; }

    /// <summary>The learner's whole calendar as of the mark, once somebody asked for it.</summary>
    public CalendarDocument? Calendar
    {
        get => _calendar;
        set => _calendar = value;
    }
}

/// <summary>
/// Stands before everything that a link opens. Whatever the token looks like, it is hashed and looked up, and one
/// that opens nothing here gets the page that any wrong address gets.
/// </summary>
/// <param name="toSession">Watch links are made for one session, page links for none.</param>
internal sealed class LinkFilter(bool toSession) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        var limits = services.GetRequiredService<LinkLimits>();
        var token = (string?)http.GetRouteValue("token") ?? "";
        var hash = LinkToken.Hash(token);
        var link = await services.GetRequiredService<LinkBook>().FindAsync(token, hash, http.RequestAborted);
        var fits = link is not null && link.Target.Session is not null == toSession;
        var wait = fits ? limits.Use(hash) : limits.Miss(http.Connection.RemoteIpAddress);
        if (wait is { } time)
            return TooMany(http, time);

        if (!fits)
            return Pages.NoSuchPage.Result;

        http.Features.Set(link);
        return await next(context);
    }

    public static IResult TooMany(HttpContext http, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Results.Text("Too many requests: please try again in a minute.", statusCode: 429);
    }
}

internal static class LinkFilterExtensions
{
    /// <summary>The link that <see cref="LinkFilter"/> let through.</summary>
    public static OpenLink OpenedLink(this HttpContext context) => context.Features.GetRequiredFeature<OpenLink>();
}

using System.Buffers;
using Microsoft.AspNetCore.Mvc;

namespace Sessions.Web.Notifications;

/// <summary><c>POST /graph/notifications</c> and <c>/graph/lifecycle</c>: where Graph calls us.</summary>
internal static class NotificationEndpoints
{
    /// <summary>A notification is about 1 KiB, and Graph bundles them.</summary>
    public const int LongestBody = 256 * 1024;

    private const int LongestToken = 2048;

    public static void AddNotifications(this IServiceCollection services) => services
        .AddSingleton<AnnouncementQueue>()
        .AddSingleton<NotificationDesk>()
        .AddSingleton<NotificationLimit>()
        .AddHostedService<AnnouncementWork>();

    public static void MapNotifications(this IEndpointRouteBuilder routes)
    {
        var graph = routes.MapGroup("/graph").ExcludeFromDescription()
            .WithMetadata(new RequestSizeLimitAttribute(LongestBody));
        graph.MapPost("/notifications", AnswerAsync);
        graph.MapPost("/lifecycle", AnswerAsync);
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext http, string? validationToken, NotificationDesk desk, NotificationLimit limit,
        CancellationToken cancel)
    {
        if (!limit.Allows(http.Connection.RemoteIpAddress))
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);

        if (validationToken is not null)
            return Handshake(validationToken);

        if (await ReadAsync(http.Request.Body, cancel) is not { } body)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);

        return Results.StatusCode(
            await desk.TakeAsync(body, cancel) ? StatusCodes.Status202Accepted : StatusCodes.Status400BadRequest);
    }

    /// <summary>
    /// Graph wants its token back, decoded, as plain text. Whoever else asks gets their own words back, so nothing
    /// that a browser could take for a page, whatever its type says.
    /// </summary>
    private static IResult Handshake(string token) =>
        token.Length is > 0 and <= LongestToken && !token.Any(c => c is '<' or '>' || char.IsControl(c))
            ? Results.Text(token, "text/plain")
            : Results.StatusCode(StatusCodes.Status400BadRequest);

    /// <returns>Null when there is more than a notification may have.</returns>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream body, CancellationToken cancel)
    {
        using var read = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int count;
            while ((count = await body.ReadAsync(buffer, cancel)) > 0)
            {
                if (read.Length + count > LongestBody)
                    return null;

                await read.WriteAsync(buffer.AsMemory(0, count), cancel);
            }

            return read.ToArray();
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

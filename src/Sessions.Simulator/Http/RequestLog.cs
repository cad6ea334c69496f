using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Sessions.Simulator.Http;

/// <summary>Who asked for what, in the order of the answers.</summary>
internal sealed class RequestLog(TenantState state)
{
    private const int Most = 1 << 24;

    private ImmutableList<SimulatedRequest> _entries = [];

    public IReadOnlyList<SimulatedRequest> Entries => Volatile.Read(ref _entries);

    public async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.EnableBuffering(Most);
        context.Items[this] = state.Now;
        context.Response.OnStarting(() => AddAsync(context, context.Response.StatusCode));
        try
        {
            await next(context);
        }
        finally
        {
            await AddAsync(context, context.Response.StatusCode);
        }
    }

    /// <summary>Adds the request once, before its answer leaves: who has the answer finds the entry.</summary>
    public async Task AddAsync(HttpContext context, int? status)
    {
        if (!context.Items.Remove(this, out var at))
        {
            return;
        }

        var entry = new SimulatedRequest(
            (DateTimeOffset)at!,
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToImmutableSortedDictionary(
                header => header.Key, Shown, StringComparer.OrdinalIgnoreCase),
            await BodyAsync(context.Request),
            status);
        ImmutableInterlocked.Update(ref _entries, entries => entries.Add(entry));
    }

    private static string Shown(KeyValuePair<string, StringValues> header) =>
        header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
            ? header.Value.ToString().Split(' ')[0] + " …"
            : header.Value.ToString();

    private static async Task<string> BodyAsync(HttpRequest request)
    {
        try
        {
            request.Body.Position = 0;
            using var reader = new StreamReader(request.Body, Encoding.UTF8, leaveOpen: true);
            return await reader.ReadToEndAsync();
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            return "";
        }
    }
}

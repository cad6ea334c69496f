using Microsoft.Extensions.Options;

namespace Sessions.Web.Hosting;

/// <summary>
/// Keeps request addresses out of every log, whatever level someone sets: the tokens in them open pages, and a
/// redirect's target opens a video.
/// </summary>
internal sealed class QuietLogs : IPostConfigureOptions<LoggerFilterOptions>
{
    private static readonly (string Category, LogLevel Level)[] Rules =
    [
        // None, not Warning: at any other level it also opens a scope that carries the request's path.
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None),
        ("Microsoft.AspNetCore.Routing", LogLevel.Warning),
        ("Microsoft.AspNetCore.Http.Result", LogLevel.Warning),
        ("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Information),
        ("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.None),
        ("Microsoft.AspNetCore.Components", LogLevel.Warning),
    ];

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        // A rule for one provider outranks any for all, so each provider that has a rule gets ours too.
        var providers = options.Rules.Select(rule => rule.ProviderName).Append(null)
            .Distinct(StringComparer.Ordinal).ToList();
        foreach (var rule in options.Rules.Where(IsOurs).ToList())
            options.Rules.Remove(rule);

        foreach (var provider in providers)
        {
            foreach (var (category, level) in Rules)
                options.Rules.Add(new LoggerFilterRule(provider, category, level, filter: null));
        }
    }

    private static bool IsOurs(LoggerFilterRule rule) => Rules.Any(ours =>
        rule.CategoryName?.StartsWith(ours.Category, StringComparison.OrdinalIgnoreCase) ?? false);
}

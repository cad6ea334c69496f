using Microsoft.Extensions.Options;

namespace Sessions.Adapters.Replies;

/// <summary>Says at start what is wrong with the settings, and what would be right; never a password.</summary>
public sealed class ReplyOptionsCheck : IValidateOptions<ReplyOptions>
{
    public ValidateOptionsResult Validate(string? name, ReplyOptions options)
    {
        var wrong = Problems(options).ToList();
        return wrong.Count > 0 ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Problems(ReplyOptions options)
    {
        if (options.Inbox is null)
            yield return Wrong(nameof(options.Source), options.Source, "None, Graph or Imap");

        if (options.Interval is null)
            yield return Wrong(nameof(options.Every), options.Every, "an ISO 8601 period of ten seconds or more, such as PT2M");

        if (options.Inbox is not ReplyInbox.Imap)
            yield break;

        foreach (var (setting, value) in new[]
        {
            (nameof(options.Host), options.Host), (nameof(options.UserName), options.UserName),
        })
        {
            if (string.IsNullOrWhiteSpace(value))
                yield return Wrong(setting, value, "a value, because Source is Imap");
        }

        if (options.Password.Length == 0)
            yield return $"{ReplyOptions.Section}:{nameof(options.Password)}: not set — expected one, because Source is Imap";

        if (options.Port is < 0 or > 65535)
            yield return Wrong(nameof(options.Port), $"{options.Port}", "1 to 65535, or 0 for the usual one");

        if (options.Wire is null)
            yield return Wrong(nameof(options.Security), options.Security, "Tls, StartTls or None");
        else if (options.Wire is ReplySecurity.None && !IsThisMachine(options.Host))
            yield return Wrong(
                nameof(options.Security), options.Security,
                "Tls or StartTls, because the password would cross the network readable");
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host is "127.0.0.1" or "::1";

    private static string Wrong(string setting, string found, string expected) =>
        $"{ReplyOptions.Section}:{setting}: found '{found}' — expected {expected}";
}

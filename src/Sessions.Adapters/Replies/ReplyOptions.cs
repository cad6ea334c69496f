using NodaTime;
using NodaTime.Text;

namespace Sessions.Adapters.Replies;

/// <summary><c>Sessions:Replies</c>: where learners' answers are read.</summary>
public sealed class ReplyOptions
{
    public const string Section = "Sessions:Replies";

    /// <summary>A <see cref="ReplyInbox"/>.</summary>
    public string Source { get; set; } = nameof(ReplyInbox.None);

    public string Host { get; set; } = "";

    /// <summary>0 for the usual one: 993 with Tls, 143 otherwise.</summary>
    public int Port { get; set; }

    /// <summary>Tls, StartTls or None.</summary>
    public string Security { get; set; } = nameof(ReplySecurity.Tls);

    public string UserName { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>How often (ISO 8601 period).</summary>
    public string Every { get; set; } = "PT2M";

    /// <returns>Null for what is no period of ten seconds or more.</returns>
    public Duration? Interval =>
        PeriodPattern.NormalizingIso.Parse(Every) is { Success: true, Value: { Months: 0, Years: 0 } period }
        && period.ToDuration() is var every && every >= Duration.FromSeconds(10)
            ? every
            : null;

    /// <summary>Whether any mailbox is read at all.</summary>
    public bool AreRead => Inbox is ReplyInbox.Graph or ReplyInbox.Imap;

    internal ReplyInbox? Inbox => Named<ReplyInbox>(Source);

    internal ReplySecurity? Wire => Named<ReplySecurity>(Security);

    // By name only: a number is nobody's wish.
    private static T? Named<T>(string text)
        where T : struct, Enum =>
        Enum.GetNames<T>().Contains(text.Trim(), StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<T>(text, ignoreCase: true)
            : null;
}

public enum ReplyInbox
{
    /// <summary>Nobody's mailbox is read; learners still answer on their pages.</summary>
    None,

    /// <summary>Each organizer's, in the tenant of <c>Sessions:Teams</c>.</summary>
    Graph,

    /// <summary>One mailbox.</summary>
    Imap,
}

public enum ReplySecurity
{
    Tls,
    StartTls,
    None,
}

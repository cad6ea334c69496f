using MimeKit;
using Sessions.Courses;
using Sessions.Invitations;

namespace Sessions.Adapters.Replies;

/// <summary>Reads the report that a message did not arrive (RFC 3464): which one, and why.</summary>
internal static class DeliveryReport
{
    private const int LongestReason = 200;

    /// <returns>Null for any other message, and for a report of delay or success.</returns>
    public static FailedDelivery? Failure(MimeMessage message)
    {
        if (message.Body is not MultipartReport report)
            return null;

        var groups = report.OfType<MessageDeliveryStatus>().SelectMany(s => s.StatusGroups).ToList();
        var failed = groups.FirstOrDefault(IsFailure);
        if (failed is null)
            return null;

        var (id, to) = (Reported(report) ?? Envelope(groups), Recipient(failed));
        return id is null && to is null ? null : new FailedDelivery(id, to, Why(failed));
    }

    // Given up for good, with 5.x.x or, after days of trying, with the 4.x.x of the last attempt (RFC 3464 2.3.3).
    private static bool IsFailure(HeaderList group) =>
        group["Action"]?.Trim().Equals("failed", StringComparison.OrdinalIgnoreCase) is true;

    private static string? Reported(MultipartReport report) =>
        report.OfType<MessagePart>().Select(p => p.Message?.MessageId).FirstOrDefault(id => id is not null);

    // The name under which the message was handed over, which is its Message-ID (RFC 3461 4.4): see NotifyingSmtpClient.
    private static string? Envelope(List<HeaderList> groups) =>
        groups.Select(g => g["Original-Envelope-Id"]?.Trim()).FirstOrDefault(id => id is { Length: > 0 })?.Trim('<', '>');

    // As it was written on the envelope, before anybody forwarded it: "rfc822; ana@example.net".
    private static EmailAddress? Recipient(HeaderList group) =>
        (group["Original-Recipient"] ?? group["Final-Recipient"])?.Split(';', 2) is [_, var address]
            ? EmailAddress.TryParse(address)
            : null;

    private static string Why(HeaderList group)
    {
        var said = IcsText.Line(group["Diagnostic-Code"] ?? group["Status"] ?? "no reason given");
        return said.Length > LongestReason ? said[..LongestReason] : said;
    }
}

using MimeKit;
using MimeKit.Utils;
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

        var failed = report.OfType<MessageDeliveryStatus>().SelectMany(s => s.StatusGroups)
            .FirstOrDefault(group => group["Action"]?.Trim().Equals("failed", StringComparison.OrdinalIgnoreCase) is true);
        return failed is not null && Reported(report) is { } id ? new FailedDelivery(id, Why(failed)) : null;
    }

    private static string? Reported(MultipartReport report)
    {
        var returned = report.OfType<MessagePart>().Select(p => p.Message?.MessageId).FirstOrDefault(id => id is not null);
        return returned ?? report.OfType<TextPart>()
            .Where(p => p.ContentType.IsMimeType("text", "rfc822-headers"))
            .SelectMany(p => p.Text.Split('\n'))
            .Where(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))
            .Select(line => MimeUtils.ParseMessageId(line["Message-ID:".Length..].Trim()))
            .FirstOrDefault(id => id is not null);
    }

    private static string Why(HeaderList group)
    {
        var said = IcsText.Line(group["Diagnostic-Code"] ?? group["Status"] ?? "no reason given");
        return said.Length > LongestReason ? said[..LongestReason] : said;
    }
}

using Sessions.Simulator.Http;

namespace Sessions.Simulator.Mail;

/// <summary>Exchange Online's limits for one mailbox: recipients in a day, messages in a minute.</summary>
internal static class MailPacing
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <returns>When the message is delivered.</returns>
    public static DateTimeOffset Admit(IEnumerable<SentMail> all, SentMail mail, MailLimits limits)
    {
        var earlier = all.Where(sent => sent.Mailbox == mail.Mailbox).ToArray();
        var today = earlier.Where(sent => sent.Accepted > mail.Accepted.AddDays(-1))
            .Sum(sent => sent.Recipients.Length);
        if (today + mail.Recipients.Length > limits.PerDay)
        {
            throw new GraphFailure(
                429, "ErrorExceededMessageLimit", "Cannot send mail. Exceeded the limit of messages per day.");
        }

        if (earlier.Length < limits.PerMinute)
        {
            return mail.Accepted;
        }

        var free = earlier[^limits.PerMinute].Delivered + Minute;
        return free <= mail.Accepted ? mail.Accepted
            : !limits.RefuseExcess ? free
            : throw new GraphFailure(
                429, "ApplicationThrottled", "Application is over its message rate limit.", free - mail.Accepted);
    }
}

using System.Text;
using Sessions.Hosts.Tests.Demo;

namespace Sessions.Hosts.Tests.Replies;

/// <summary>What Postfix sends back about a message (RFC 3464).</summary>
internal static class DeliveryReports
{
    public static byte[] Failed(PickedUpMail about) => Report(
        about, "Undelivered Mail Returned to Sender", "failed", "5.1.1",
        $"550 5.1.1 <{about.To}>: Recipient address rejected: User unknown in virtual mailbox table");

    public static byte[] Delayed(PickedUpMail about) => Report(
        about, "Delayed Mail (still being retried)", "delayed", "4.4.1",
        "connect to mx.example.net[192.0.2.25]:25: Connection timed out");

    private static byte[] Report(PickedUpMail about, string subject, string action, string status, string why) =>
        Encoding.ASCII.GetBytes(
            $"""
            Date: Wed, 15 Oct 2025 08:00:00 +0000 (UTC)
            From: MAILER-DAEMON@mail.example.org (Mail Delivery System)
            Subject: {subject}
            To: iris@example.org
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status;
             boundary="4B1C21A0042.1760515200/mail.example.org"
            Message-Id: <{Guid.NewGuid():n}@mail.example.org>

            This is a MIME-encapsulated message.

            --4B1C21A0042.1760515200/mail.example.org
            Content-Description: Notification
            Content-Type: text/plain; charset=us-ascii

            This is the mail system at host mail.example.org.

            --4B1C21A0042.1760515200/mail.example.org
            Content-Description: Delivery report
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mail.example.org
            X-Postfix-Queue-ID: 4B1C21A0042
            X-Postfix-Sender: rfc822; iris@example.org
            Arrival-Date: Wed, 15 Oct 2025 07:59:59 +0000 (UTC)

            Final-Recipient: rfc822; {about.To}
            Original-Recipient: rfc822;{about.To}
            Action: {action}
            Status: {status}
            Remote-MTA: dns; mx.example.net
            Diagnostic-Code: smtp; {why}

            --4B1C21A0042.1760515200/mail.example.org
            Content-Description: Undelivered Message Headers
            Content-Type: text/rfc822-headers

            Return-Path: <iris@example.org>
            From: Iris Teacher <iris@example.org>
            To: {about.To}
            Message-Id: <{about.MessageId}>
            Subject: Session 1

            --4B1C21A0042.1760515200/mail.example.org--

            """.ReplaceLineEndings("\r\n"));
}

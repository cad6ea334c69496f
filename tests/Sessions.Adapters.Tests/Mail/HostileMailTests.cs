using CsCheck;
using MimeKit;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;
using Sessions.Tests.Invitations;

namespace Sessions.Adapters.Tests.Mail;

/// <summary>Whatever stands in a title, a name or a description: the mail is one that the linter passes.</summary>
public sealed class HostileMailTests
{
    private static readonly Gen<MessageKind> Kind = Gen.Enum<MessageKind>();

    [Fact]
    public void No_text_makes_a_mail_that_any_calendar_could_refuse()
    {
        Gen.Select(Kind, HostileText.Any, HostileText.Any, HostileText.Any).Sample(
            (kind, title, description, name) =>
            {
                (title, name) = (Short("s" + title), Short("n" + name));
                var bytes = Mails.Bytes(Compose(kind, title, description, name));

                Assert.Empty(MailLint.Check(bytes));
                Assert.Equal(bytes, Mails.Bytes(Compose(kind, title, description, name)));
                Assert.Equal(Headers(Mails.Bytes(Mails.Write(kind, 1))), Headers(bytes));
            },
            iter: 150);
    }

    // As long as a course file and a roster may have them: they also stand in headers, on one line.
    private static string Short(string text) => text.Length <= CourseLimits.TitleLength
        ? text
        : text[..CourseLimits.TitleLength];

    private static OutgoingMail Compose(MessageKind kind, string title, string description, string name) =>
        Mails.Write(kind, sequence: 1, name: name, content: Mails.Content with
        {
            SessionTitle = title,
            Description = description,
            OrganizerName = name,
            CourseTitle = title,
        });

    private static List<string> Headers(byte[] eml)
    {
        using var stream = new MemoryStream(eml);
        using var message = MimeMessage.Load(stream, TestContext.Current.CancellationToken);
        return [.. message.Headers.Select(h => h.Field)];
    }
}

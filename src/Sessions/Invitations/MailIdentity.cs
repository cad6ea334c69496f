using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Invitations;

/// <summary>Whose address mail carries in From and ORGANIZER, which must agree and be a mailbox that is read.</summary>
/// <param name="From">Null for each instructor's own; the name is the instructor's either way.</param>
public sealed record MailIdentity(EmailAddress? From)
{
    /// <summary>Each instructor writes from the address in the course file.</summary>
    public static MailIdentity Instructor { get; } = new(From: null);

    public Mailbox Of(InvitationContent content) =>
        new(IcsText.Line(content.OrganizerName), From?.Value ?? content.OrganizerEmail);
}

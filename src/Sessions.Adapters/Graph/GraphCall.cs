namespace Sessions.Adapters.Graph;

/// <summary>One kind of request, as faults speak of it.</summary>
/// <param name="Doing">Completes "Graph would not …".</param>
/// <param name="Permission">The application permission it needs.</param>
/// <param name="NeedsAccessPolicy">Whether Teams wants an application access policy besides.</param>
public sealed record GraphCall(string Doing, string Permission, bool NeedsAccessPolicy)
{
    public static GraphCall FindOrganizer { get; } = new("find the organizer", "User.ReadBasic.All", false);

    public static GraphCall ReadCalendar { get; } = new("read the calendar", "Calendars.ReadWrite", false);

    public static GraphCall CreateEvent { get; } = new("create the meeting", "Calendars.ReadWrite", false);

    public static GraphCall UpdateEvent { get; } = new("change the meeting", "Calendars.ReadWrite", false);

    public static GraphCall CancelEvent { get; } = new("cancel the meeting", "Calendars.ReadWrite", false);

    public static GraphCall FindMeeting { get; } = new("look the meeting up", "OnlineMeetings.ReadWrite.All", true);

    public static GraphCall SetOptions { get; } =
        new("set the meeting's options", "OnlineMeetings.ReadWrite.All", true);

    public static GraphCall ReadAttendance { get; } =
        new("hand out the attendance reports", "OnlineMeetingArtifact.Read.All", true);

    public static GraphCall ReadRecordings { get; } =
        new("hand out the recordings", "OnlineMeetingRecording.Read.All", true);

    public static GraphCall ReadTranscripts { get; } =
        new("hand out the transcripts", "OnlineMeetingTranscript.Read.All", true);

    public static GraphCall FindOriginal { get; } =
        new("list the recordings' files", "Files.ReadWrite.All", false);

    public static GraphCall RemoveOriginal { get; } =
        new("put the recording's file into the recycle bin", "Files.ReadWrite.All", false);

    public static GraphCall SendMail { get; } = new("send a mail", "Mail.Send", false);

    /// <summary>The permission is the subscribed resource's.</summary>
    public static GraphCall AnnounceRecordings { get; } =
        new("announce recordings", "OnlineMeetingRecording.Read.All", true);

    /// <inheritdoc cref="AnnounceRecordings"/>
    public static GraphCall AnnounceTranscripts { get; } =
        new("announce transcripts", "OnlineMeetingTranscript.Read.All", true);

    public static GraphCall ReadInbox { get; } = new("hand out the inbox", "Mail.Read", false);
}

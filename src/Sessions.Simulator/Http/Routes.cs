using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Sessions.Simulator.Calendar;
using Sessions.Simulator.Drive;
using Sessions.Simulator.Mail;
using Sessions.Simulator.Meetings;
using Sessions.Simulator.Stage;
using Sessions.Simulator.Subscribing;

namespace Sessions.Simulator.Http;

/// <summary>Which address is answered by what.</summary>
internal static class Routes
{
    private const string User = "/v1.0/users/{user}";
    private const string Meeting = User + "/onlineMeetings/{meeting}";
    private const string Subscription = "/v1.0/subscriptions/{subscription}";
    private const string Item = "/v1.0/drives/{drive}/items/{item}";

    public static void Map(
        IEndpointRouteBuilder routes, Front front, MailboxConcurrency concurrency, Callbacks callbacks)
    {
        routes.MapGet(User, front.Answering(Users.Get));
        routes.MapPost(User + "/sendMail", concurrency.Around(front.Answering(SendMail.Take)));
        routes.MapGet(User + "/mailFolders/inbox/messages", front.Answering(Inbox.List));
        routes.MapGet(User + "/messages/{message}/$value", front.Answering(Inbox.Mime));
        MapCalendar(routes, front);
        MapMeetings(routes, front);
        MapDrives(routes, front);
        routes.MapPost("/v1.0/subscriptions", callbacks.Validating(front.Answering(Subscriptions.Create)));
        routes.MapGet("/v1.0/subscriptions", front.Answering(Subscriptions.List));
        routes.MapGet(Subscription, front.Answering(Subscriptions.Get));
        routes.MapPatch(Subscription, front.Answering(Subscriptions.Renew));
        routes.MapDelete(Subscription, front.Answering(Subscriptions.Delete));
        routes.MapFallback(front.NotServedAsync);
    }

    private static void MapCalendar(IEndpointRouteBuilder routes, Front front)
    {
        routes.MapGet(User + "/calendar", front.Answering(Calendars.Get));
        routes.MapPost(User + "/events", front.Answering(Events.Create));
        routes.MapGet(User + "/events", front.Answering(Events.List));
        routes.MapGet(User + "/events/{event}", front.Answering(Events.Get));
        routes.MapPatch(User + "/events/{event}", front.Answering(Events.Update));
        routes.MapDelete(User + "/events/{event}", front.Answering(Events.Delete));
        routes.MapPost(User + "/events/{event}/cancel", front.Answering(Events.Cancel));
    }

    private static void MapMeetings(IEndpointRouteBuilder routes, Front front)
    {
        routes.MapPost(User + "/onlineMeetings", front.Answering(OnlineMeetings.Create));
        routes.MapGet(User + "/onlineMeetings", front.Answering(OnlineMeetings.Look));
        routes.MapGet(Meeting, front.Answering(OnlineMeetings.Get));
        routes.MapPatch(Meeting, front.Answering(OnlineMeetings.Update));
        routes.MapGet(Meeting + "/recordings", front.Answering(Artifacts.ListRecordings));
        routes.MapGet(Meeting + "/recordings/{recording}", front.Answering(Artifacts.GetRecording));
        routes.MapGet(Meeting + "/recordings/{recording}/content", front.Answering(Artifacts.RecordingContent));
        routes.MapGet(Meeting + "/transcripts", front.Answering(Artifacts.ListTranscripts));
        routes.MapGet(Meeting + "/transcripts/{transcript}", front.Answering(Artifacts.GetTranscript));
        routes.MapGet(Meeting + "/transcripts/{transcript}/content", front.Answering(Artifacts.TranscriptContent));
        routes.MapGet(Meeting + "/attendanceReports", front.Answering(AttendanceReports.List));
        routes.MapGet(Meeting + "/attendanceReports/{report}", front.Answering(AttendanceReports.Get));
        routes.MapGet(
            Meeting + "/attendanceReports/{report}/attendanceRecords", front.Answering(AttendanceReports.Records));
    }

    private static void MapDrives(IEndpointRouteBuilder routes, Front front)
    {
        routes.MapGet(User + "/drive", front.Answering(Drives.OfUser));
        routes.MapGet("/v1.0/drives/{drive}/root:/Recordings:/children", front.Answering(Drives.Recordings));
        routes.MapGet("/v1.0/drives/{drive}/items/root:/Recordings:/children", front.Answering(Drives.Recordings));
        routes.MapGet(Item, front.Answering(Drives.GetItem));
        routes.MapDelete(Item, front.Answering(Drives.DeleteItem));
        routes.MapGet("/download/{file}", front.Answering(Artifacts.Download));
    }
}

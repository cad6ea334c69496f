using System.Collections.Immutable;
using NodaTime;

namespace Sessions.Web.Api;

/// <summary>Whom or what a request is about.</summary>
/// <param name="Session">A session's id within the course; null for all of them.</param>
/// <param name="Learner">An address; null for everyone on the roster.</param>
public sealed record SubjectRequest(string? Session = null, string? Learner = null);

/// <summary>What came of a request, in things that will now be done.</summary>
/// <param name="Entries">Of <c>resend</c>: calendar entries that are told once more.</param>
/// <param name="Sessions">Of <c>cancel</c>: sessions that are taken back.</param>
/// <param name="Learners">Of <c>links --revoke</c>: learners who have new links.</param>
public sealed record RequestDocument(string Course, int? Entries = null, int? Sessions = null, int? Learners = null);

/// <summary>One learner's links. Each is a secret: who has it is the learner.</summary>
public sealed record LearnerLinksDocument(
    string Learner, string Name, string Page, string Feed, ImmutableArray<WatchLinkDocument> Watch);

/// <param name="Ready">Whether there is something to watch yet.</param>
public sealed record WatchLinkDocument(string Session, string Title, Instant StartUtc, bool Ready, string Link);

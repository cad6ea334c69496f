using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Sessions.Adapters.Database.Rows;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>The tables, the same on both databases; what they do differently is in the two heirs.</summary>
internal abstract class LedgerContext(DbContextOptions options) : DbContext(options)
{
    private const string Waiting = "state IN ('Pending', 'Sending')";

    public DbSet<CourseRow> Courses => Set<CourseRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<LearnerRow> Learners => Set<LearnerRow>();

    public DbSet<LinkRow> Links => Set<LinkRow>();

    public DbSet<MeetingRow> Meetings => Set<MeetingRow>();

    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();

    public DbSet<ReminderRow> Reminders => Set<ReminderRow>();

    public DbSet<AttendanceRow> Attendance => Set<AttendanceRow>();

    public DbSet<PresenceRow> Presences => Set<PresenceRow>();

    public DbSet<RecordingRow> Recordings => Set<RecordingRow>();

    public DbSet<OfferRow> Offers => Set<OfferRow>();

    public DbSet<ReplyRow> Replies => Set<ReplyRow>();

    public DbSet<AttendanceWordRow> AttendanceWords => Set<AttendanceWordRow>();

    public DbSet<WatchRow> Watchings => Set<WatchRow>();

    public DbSet<ExpiryNoticeRow> ExpiryNotices => Set<ExpiryNoticeRow>();

    public DbSet<SettledJoinerRow> SettledJoiners => Set<SettledJoinerRow>();

    public DbSet<InboxRow> Inbox => Set<InboxRow>();

    public DbSet<MailboxRow> Mailboxes => Set<MailboxRow>();

    public DbSet<SubscriptionRow> Subscriptions => Set<SubscriptionRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<AgendaRow> Agenda => Set<AgendaRow>();

    public DbSet<HistoryRow> History => Set<HistoryRow>();

    /// <summary>A transaction whose commit does not wait for the disk.</summary>
    public abstract Task<IDbContextTransaction> BeginNoteAsync(CancellationToken cancel);

    /// <summary>Keeps every other acceptance and every step of this course waiting till the transaction ends.</summary>
    public abstract Task LockCourseAsync(string course, CancellationToken cancel);

    /// <summary>Rows that may be taken, oldest first, and that no one else is taking; theirs until the transaction
    /// ends.</summary>
    public abstract IQueryable<OutboxRow> Takeable(int most, Instant now);

    /// <summary>Asks for a look now. To be the last statements of a transaction, in the order of the keys.</summary>
    public async Task AskForLookAsync(IEnumerable<string> keys, Instant now, CancellationToken cancel)
    {
        var at = InstantConverter.ToDatabase(now);
        foreach (var key in keys.Order(StringComparer.Ordinal))
        {
            await Database.ExecuteSqlAsync(
                $"""
                INSERT INTO agenda (key, look_at, version) VALUES ({key}, {at}, 1)
                ON CONFLICT (key) DO UPDATE SET look_at = excluded.look_at, version = agenda.version + 1
                """,
                cancel);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Instant>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<LocalDateTime>().HaveConversion<LocalDateTimeConverter>();
        configurationBuilder.Properties<Duration>().HaveConversion<DurationConverter>();
        configurationBuilder.Properties<MessageKind>().HaveConversion<string>();
        configurationBuilder.Properties<MessageState>().HaveConversion<string>();
        configurationBuilder.Properties<NotifyWhom>().HaveConversion<string>();
        configurationBuilder.Properties<OriginalRecording>().HaveConversion<string>();
        configurationBuilder.Properties<OriginalState>().HaveConversion<string>();
        configurationBuilder.Properties<ReplyAnswer>().HaveConversion<string>();
        configurationBuilder.Properties<ReplySource>().HaveConversion<string>();
        configurationBuilder.Properties<AttendanceWord>().HaveConversion<string>();
        configurationBuilder.Properties<InboxOutcome>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Wanted(modelBuilder);
        PartsOfASession(modelBuilder);
        PartsOfALearner(modelBuilder);
        WhatLearnersDid(modelBuilder);
        Correspondence(modelBuilder);
        Work(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
            property.SetColumnName(SnakeCase.Of(property.Name));
    }

    private static void Wanted(ModelBuilder model)
    {
        model.Entity<CourseRow>().ToTable("courses").HasKey(c => c.Id);

        var session = model.Entity<SessionRow>().ToTable("sessions");
        session.HasKey(s => new { s.CourseId, s.Slug });
        session.HasOne<CourseRow>().WithMany().HasForeignKey(s => s.CourseId);
        session.Property(s => s.Version).IsConcurrencyToken();

        var learner = model.Entity<LearnerRow>().ToTable("learners");
        learner.HasKey(l => l.Id);
        learner.Property(l => l.Id).ValueGeneratedNever();
        learner.HasIndex(l => new { l.CourseId, l.EmailKey }).IsUnique();
        learner.HasOne<CourseRow>().WithMany().HasForeignKey(l => l.CourseId);

        var link = model.Entity<LinkRow>().ToTable("links");
        link.HasKey(l => l.TokenHash);
        link.HasIndex(l => l.CourseId);
        link.HasOne<LearnerRow>().WithMany().HasForeignKey(l => l.LearnerId);
    }

    private static void PartsOfASession(ModelBuilder model)
    {
        model.Entity<MeetingRow>().ToTable("meetings").HasKey(m => new { m.CourseId, m.Session });
        model.Entity<SessionRow>().HasOne(s => s.Meeting).WithOne()
            .HasForeignKey<MeetingRow>(m => new { m.CourseId, m.Session });

        model.Entity<AttendanceRow>().ToTable("attendance").HasKey(a => new { a.CourseId, a.Session });
        model.Entity<SessionRow>().HasOne(s => s.Attendance).WithOne()
            .HasForeignKey<AttendanceRow>(a => new { a.CourseId, a.Session });

        var recording = model.Entity<RecordingRow>().ToTable("recordings");
        recording.HasKey(r => new { r.CourseId, r.Session, r.SourceId });
        recording.HasOne<SessionRow>().WithMany().HasForeignKey(r => new { r.CourseId, r.Session });
        recording.Property(r => r.Original).HasDefaultValue(OriginalState.Untouched);
    }

    private static void PartsOfALearner(ModelBuilder model)
    {
        var invitation = model.Entity<InvitationRow>().ToTable("invitations");
        invitation.HasKey(i => new { i.CourseId, i.Session, i.LearnerId });
        BelongsToLearner(invitation);

        var reminder = model.Entity<ReminderRow>().ToTable("reminders");
        reminder.HasKey(r => new { r.CourseId, r.Session, r.LearnerId, r.Reminder });
        BelongsToLearner(reminder);

        var presence = model.Entity<PresenceRow>().ToTable("presences");
        presence.HasKey(p => new { p.CourseId, p.Session, p.LearnerId });
        BelongsToLearner(presence);

        var offer = model.Entity<OfferRow>().ToTable("offers");
        offer.HasKey(o => new { o.CourseId, o.Session, o.LearnerId });
        BelongsToLearner(offer);
    }

    private static void WhatLearnersDid(ModelBuilder model)
    {
        var reply = model.Entity<ReplyRow>().ToTable("replies");
        reply.HasKey(r => new { r.CourseId, r.Session, r.LearnerId });
        BelongsToLearner(reply);

        var word = model.Entity<AttendanceWordRow>().ToTable("attendance_words");
        word.HasKey(w => new { w.CourseId, w.Session, w.LearnerId });
        BelongsToLearner(word);

        var watching = model.Entity<WatchRow>().ToTable("watchings");
        watching.HasKey(w => new { w.CourseId, w.Session, w.LearnerId });
        BelongsToLearner(watching);

        var notice = model.Entity<ExpiryNoticeRow>().ToTable("expiry_notices");
        notice.HasKey(n => new { n.CourseId, n.Session, n.LearnerId });
        BelongsToLearner(notice);

        var joiner = model.Entity<SettledJoinerRow>().ToTable("settled_joiners");
        joiner.HasKey(j => new { j.CourseId, j.Key });
        joiner.HasOne<CourseRow>().WithMany().HasForeignKey(j => j.CourseId);
        joiner.HasOne<LearnerRow>().WithMany().HasForeignKey(j => j.LearnerId);
    }

    private static void Correspondence(ModelBuilder model)
    {
        model.Entity<MailboxRow>().ToTable("mailboxes").HasKey(m => m.Mailbox);

        var inbox = model.Entity<InboxRow>().ToTable("inbox");
        inbox.HasKey(i => new { i.Mailbox, i.MessageId });
        inbox.HasIndex(i => new { i.Outcome, i.ReceivedAt });

        model.Entity<SubscriptionRow>().ToTable("subscriptions").HasKey(s => s.Id);
    }

    private static void Work(ModelBuilder model)
    {
        var outbox = model.Entity<OutboxRow>().ToTable("outbox");
        outbox.HasKey(o => o.Number);
        outbox.HasIndex(o => o.MessageId).IsUnique();
        // What waits, and not all that ever left, is looked through: by its turn, by its hour, and for late reminders.
        outbox.HasIndex(o => o.Number).HasFilter(Waiting);
        outbox.HasIndex(o => o.Due).HasFilter(Waiting);
        outbox.HasIndex(o => new { o.Kind, o.Due }).HasFilter(Waiting);
        outbox.HasIndex(o => new { o.CourseId, o.Session, o.LearnerId });
        outbox.HasIndex(o => o.SentAt).HasFilter("sent_at IS NOT NULL");
        outbox.HasOne<SessionRow>().WithMany().HasForeignKey(o => new { o.CourseId, o.Session });
        outbox.HasOne<LearnerRow>().WithMany().HasForeignKey(o => o.LearnerId);

        model.Entity<AgendaRow>().ToTable("agenda").HasKey(a => a.Key);

        var history = model.Entity<HistoryRow>().ToTable("history");
        history.HasKey(h => h.Number);
        history.HasIndex(h => new { h.CourseId, h.Session });
        history.HasIndex(h => new { h.CourseId, h.LearnerKey });
        history.HasOne<CourseRow>().WithMany().HasForeignKey(h => h.CourseId);
    }

    private static void BelongsToLearner<T>(EntityTypeBuilder<T> row)
        where T : class, ILearnerPart
    {
        row.HasOne<SessionRow>().WithMany()
            .HasForeignKey(nameof(ILearnerPart.CourseId), nameof(ILearnerPart.Session));
        row.HasOne<LearnerRow>().WithMany().HasForeignKey(nameof(ILearnerPart.LearnerId));
    }
}

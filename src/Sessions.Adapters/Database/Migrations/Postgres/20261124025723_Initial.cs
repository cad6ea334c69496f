using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Sessions.Adapters.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "agenda",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false),
                    look_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_agenda", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "courses",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    provider = table.Column<string>(type: "text", nullable: true),
                    description = table.Column<string>(type: "text", nullable: true),
                    zone_id = table.Column<string>(type: "text", nullable: false),
                    starts = table.Column<string>(type: "text", nullable: true),
                    ends = table.Column<string>(type: "text", nullable: true),
                    instructor_name = table.Column<string>(type: "text", nullable: false),
                    instructor_email = table.Column<string>(type: "text", nullable: false),
                    reminders = table.Column<string>(type: "text", nullable: false),
                    missed_below = table.Column<decimal>(type: "numeric", nullable: false),
                    notify = table.Column<string>(type: "text", nullable: false),
                    keep = table.Column<string>(type: "text", nullable: false),
                    original = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_courses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "history",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    course_id = table.Column<string>(type: "text", nullable: false),
                    session = table.Column<string>(type: "text", nullable: true),
                    learner_key = table.Column<string>(type: "text", nullable: true),
                    learner = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    @event = table.Column<string>(name: "event", type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_history", x => x.number);
                    table.ForeignKey(
                        name: "FK_history_courses_course_id",
                        column: x => x.course_id,
                        principalTable: "courses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "learners",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    course_id = table.Column<string>(type: "text", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    email_key = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    zone_id = table.Column<string>(type: "text", nullable: true),
                    language = table.Column<string>(type: "text", nullable: true),
                    left = table.Column<bool>(type: "boolean", nullable: false),
                    link_generation = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_learners", x => x.id);
                    table.ForeignKey(
                        name: "FK_learners_courses_course_id",
                        column: x => x.course_id,
                        principalTable: "courses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    course_id = table.Column<string>(type: "text", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    local_start = table.Column<string>(type: "text", nullable: false),
                    local_end = table.Column<string>(type: "text", nullable: false),
                    zone_id = table.Column<string>(type: "text", nullable: false),
                    start = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    end = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tzdb_version = table.Column<string>(type: "text", nullable: false),
                    removed = table.Column<bool>(type: "boolean", nullable: false),
                    start_noted = table.Column<bool>(type: "boolean", nullable: false),
                    end_noted = table.Column<bool>(type: "boolean", nullable: false),
                    looks = table.Column<int>(type: "integer", nullable: false),
                    last_look = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    missing_reported = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions", x => new { x.course_id, x.slug });
                    table.ForeignKey(
                        name: "FK_sessions_courses_course_id",
                        column: x => x.course_id,
                        principalTable: "courses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "links",
                columns: table => new
                {
                    token_hash = table.Column<string>(type: "text", nullable: false),
                    course_id = table.Column<string>(type: "text", nullable: false),
                    learner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    session = table.Column<string>(type: "text", nullable: true),
                    generation = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_links", x => x.token_hash);
                    table.ForeignKey(
                        name: "FK_links_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "attendance",
                columns: table => new
                {
                    course_id = table.Column<string>(type: "text", nullable: false),
                    session = table.Column<string>(type: "text", nullable: false),
                    collected_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reports = table.Column<string>(type: "text", nullable: false),
                    unmatched = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attendance", x => new { x.course_id, x.session });
                    table.ForeignKey(
                        name: "FK_attendance_sessions_course_id_session",
                        columns: x => new { x.course_id, x.session },
                        principalTable: "sessions",
                        principalColumns: new[] { "course_id", "slug" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "invitations",
                columns: table => new
                {
                    course_id = table.Column<string>(type: "text", nullable: false),
                    session = table.Column<string>(type: "text", nullable: false),
                    learner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    uid = table.Column<string>(type: "text", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    stamp = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    told = table.Column<string>(type: "text", nullable: false),
                    cancelled = table.Column<bool>(type: "boolean", nullable: false),
                    first_told = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invitations", x => new { x.course_id, x.session, x.learner_id });
                    table.ForeignKey(
                        name: "FK_invitations_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_invitations_sessions_course_id_session",
                        columns: x => new { x.course_id, x.session },
                        principalTable: "sessions",
                        principalColumns: new[] { "course_id", "slug" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "meetings",
                columns: table => new
                {
                    course_id = table.Column<string>(type: "text", nullable: false),
                    session = table.Column<string>(type: "text", nullable: false),
                    transaction_id = table.Column<string>(type: "text", nullable: false),
                    event_id = table.Column<string>(type: "text", nullable: false),
                    ical_uid = table.Column<string>(type: "text", nullable: false),
                    join_url = table.Column<string>(type: "text", nullable: false),
                    online_meeting_id = table.Column<string>(type: "text", nullable: true),
                    options_set = table.Column<bool>(type: "boolean", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    start = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    end = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    cancelled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meetings", x => new { x.course_id, x.session });
                    table.ForeignKey(
                        name: "FK_meetings_sessions_course_id_session",
                        columns: x => new { x.course_id, x.session },
                        principalTable: "sessions",
                        principalColumns: new[] { "course_id", "slug" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "offers",
                columns: table => new
                {
                    course_id = table.Column<string>(type: "text", nullable: false),
                    session = table.Column<string>(type: "text", nullable: false),
                    learner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    told_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_offers", x => new { x.course_id, x.session, x.learner_id });
                    table.ForeignKey(
                        name: "FK_offers_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_offers_sessions_course_id_session",
                        columns: x => new { x.course_id, x.session },
                        principalTable: "sessions",
                        principalColumns: new[] { "course_id", "slug" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    course_id = table.Column<string>(type: "text", nullable: false),
                    session = table.Column<string>(type: "text", nullable: false),
                    learner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    message_id = table.Column<string>(type: "text", nullable: false),
                    uid = table.Column<string>(type: "text", nullable: true),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    stamp = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    before = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    due = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    doubtful = table.Column<bool>(type: "boolean", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.number);
                    table.ForeignKey(
                        name: "FK_outbox_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_outbox_sessions_course_id_session",
                        columns: x => new { x.course_id, x.session },
                        principalTable: "sessions",
                        principalColumns: new[] { "course_id", "slug" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "presences",
                columns: table => new
                {
                    course_id = table.Column<string>(type: "text", nullable: false),
                    session = table.Column<string>(type: "text", nullable: false),
                    learner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attended = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_presences", x => new { x.course_id, x.session, x.learner_id });
                    table.ForeignKey(
                        name: "FK_presences_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_presences_sessions_course_id_session",
                        columns: x => new { x.course_id, x.session },
                        principalTable: "sessions",
                        principalColumns: new[] { "course_id", "slug" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "recordings",
                columns: table => new
                {
                    course_id = table.Column<string>(type: "text", nullable: false),
                    session = table.Column<string>(type: "text", nullable: false),
                    source_id = table.Column<string>(type: "text", nullable: false),
                    correlation_id = table.Column<string>(type: "text", nullable: true),
                    created = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    video_blob = table.Column<string>(type: "text", nullable: true),
                    video_length = table.Column<long>(type: "bigint", nullable: true),
                    video_sha256 = table.Column<string>(type: "text", nullable: true),
                    video_archived_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    captions_blob = table.Column<string>(type: "text", nullable: true),
                    captions_length = table.Column<long>(type: "bigint", nullable: true),
                    captions_sha256 = table.Column<string>(type: "text", nullable: true),
                    captions_archived_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recordings", x => new { x.course_id, x.session, x.source_id });
                    table.ForeignKey(
                        name: "FK_recordings_sessions_course_id_session",
                        columns: x => new { x.course_id, x.session },
                        principalTable: "sessions",
                        principalColumns: new[] { "course_id", "slug" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reminders",
                columns: table => new
                {
                    course_id = table.Column<string>(type: "text", nullable: false),
                    session = table.Column<string>(type: "text", nullable: false),
                    learner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reminder = table.Column<string>(type: "text", nullable: false),
                    told_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reminders", x => new { x.course_id, x.session, x.learner_id, x.reminder });
                    table.ForeignKey(
                        name: "FK_reminders_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_reminders_sessions_course_id_session",
                        columns: x => new { x.course_id, x.session },
                        principalTable: "sessions",
                        principalColumns: new[] { "course_id", "slug" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_history_course_id_learner_key",
                table: "history",
                columns: new[] { "course_id", "learner_key" });

            migrationBuilder.CreateIndex(
                name: "IX_history_course_id_session",
                table: "history",
                columns: new[] { "course_id", "session" });

            migrationBuilder.CreateIndex(
                name: "IX_invitations_learner_id",
                table: "invitations",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "IX_learners_course_id_email_key",
                table: "learners",
                columns: new[] { "course_id", "email_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_links_course_id",
                table: "links",
                column: "course_id");

            migrationBuilder.CreateIndex(
                name: "IX_links_learner_id",
                table: "links",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "IX_offers_learner_id",
                table: "offers",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_course_id_session_learner_id",
                table: "outbox",
                columns: new[] { "course_id", "session", "learner_id" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_due",
                table: "outbox",
                column: "due",
                filter: "state IN ('Pending', 'Sending')");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_learner_id",
                table: "outbox",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_message_id",
                table: "outbox",
                column: "message_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_presences_learner_id",
                table: "presences",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "IX_reminders_learner_id",
                table: "reminders",
                column: "learner_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agenda");

            migrationBuilder.DropTable(
                name: "attendance");

            migrationBuilder.DropTable(
                name: "history");

            migrationBuilder.DropTable(
                name: "invitations");

            migrationBuilder.DropTable(
                name: "links");

            migrationBuilder.DropTable(
                name: "meetings");

            migrationBuilder.DropTable(
                name: "offers");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "presences");

            migrationBuilder.DropTable(
                name: "recordings");

            migrationBuilder.DropTable(
                name: "reminders");

            migrationBuilder.DropTable(
                name: "learners");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "courses");
        }
    }
}

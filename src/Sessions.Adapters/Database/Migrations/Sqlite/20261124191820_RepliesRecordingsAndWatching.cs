using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sessions.Adapters.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RepliesRecordingsAndWatching : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_outbox_learners_learner_id",
                table: "outbox");

            migrationBuilder.AddColumn<bool>(
                name: "attendance_asked",
                table: "sessions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "chapters",
                table: "sessions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "recordings_hidden",
                table: "sessions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "summary_told",
                table: "sessions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "by_hand",
                table: "recordings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "damage",
                table: "recordings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "expired_at",
                table: "recordings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "original",
                table: "recordings",
                type: "TEXT",
                nullable: false,
                defaultValue: "Untouched");

            migrationBuilder.AddColumn<DateTime>(
                name: "verified_at",
                table: "recordings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "learner_id",
                table: "outbox",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<DateTime>(
                name: "expires_at",
                table: "outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "sent_at",
                table: "outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "summary",
                table: "outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "attendance_words",
                columns: table => new
                {
                    course_id = table.Column<string>(type: "TEXT", nullable: false),
                    session = table.Column<string>(type: "TEXT", nullable: false),
                    learner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    word = table.Column<string>(type: "TEXT", nullable: false),
                    set_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attendance_words", x => new { x.course_id, x.session, x.learner_id });
                    table.ForeignKey(
                        name: "FK_attendance_words_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_attendance_words_sessions_course_id_session",
                        columns: x => new { x.course_id, x.session },
                        principalTable: "sessions",
                        principalColumns: new[] { "course_id", "slug" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "expiry_notices",
                columns: table => new
                {
                    course_id = table.Column<string>(type: "TEXT", nullable: false),
                    session = table.Column<string>(type: "TEXT", nullable: false),
                    learner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    told_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_expiry_notices", x => new { x.course_id, x.session, x.learner_id });
                    table.ForeignKey(
                        name: "FK_expiry_notices_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_expiry_notices_sessions_course_id_session",
                        columns: x => new { x.course_id, x.session },
                        principalTable: "sessions",
                        principalColumns: new[] { "course_id", "slug" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    mailbox = table.Column<string>(type: "TEXT", nullable: false),
                    message_id = table.Column<string>(type: "TEXT", nullable: false),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    handled_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    course_id = table.Column<string>(type: "TEXT", nullable: true),
                    detail = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => new { x.mailbox, x.message_id });
                });

            migrationBuilder.CreateTable(
                name: "mailboxes",
                columns: table => new
                {
                    mailbox = table.Column<string>(type: "TEXT", nullable: false),
                    cursor = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mailboxes", x => x.mailbox);
                });

            migrationBuilder.CreateTable(
                name: "replies",
                columns: table => new
                {
                    course_id = table.Column<string>(type: "TEXT", nullable: false),
                    session = table.Column<string>(type: "TEXT", nullable: false),
                    learner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    sent_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_replies", x => new { x.course_id, x.session, x.learner_id });
                    table.ForeignKey(
                        name: "FK_replies_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_replies_sessions_course_id_session",
                        columns: x => new { x.course_id, x.session },
                        principalTable: "sessions",
                        principalColumns: new[] { "course_id", "slug" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "settled_joiners",
                columns: table => new
                {
                    course_id = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    learner_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    set_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settled_joiners", x => new { x.course_id, x.key });
                    table.ForeignKey(
                        name: "FK_settled_joiners_courses_course_id",
                        column: x => x.course_id,
                        principalTable: "courses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_settled_joiners_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "subscriptions",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    organizer = table.Column<string>(type: "TEXT", nullable: false),
                    resource = table.Column<string>(type: "TEXT", nullable: false),
                    secret_hash = table.Column<string>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscriptions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "watchings",
                columns: table => new
                {
                    course_id = table.Column<string>(type: "TEXT", nullable: false),
                    session = table.Column<string>(type: "TEXT", nullable: false),
                    learner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stretches = table.Column<string>(type: "TEXT", nullable: false),
                    played = table.Column<long>(type: "INTEGER", nullable: false),
                    credited_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_watchings", x => new { x.course_id, x.session, x.learner_id });
                    table.ForeignKey(
                        name: "FK_watchings_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_watchings_sessions_course_id_session",
                        columns: x => new { x.course_id, x.session },
                        principalTable: "sessions",
                        principalColumns: new[] { "course_id", "slug" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_sent_at",
                table: "outbox",
                column: "sent_at",
                filter: "sent_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_attendance_words_learner_id",
                table: "attendance_words",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "IX_expiry_notices_learner_id",
                table: "expiry_notices",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_outcome_received_at",
                table: "inbox",
                columns: new[] { "outcome", "received_at" });

            migrationBuilder.CreateIndex(
                name: "IX_replies_learner_id",
                table: "replies",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "IX_settled_joiners_learner_id",
                table: "settled_joiners",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "IX_watchings_learner_id",
                table: "watchings",
                column: "learner_id");

            migrationBuilder.AddForeignKey(
                name: "FK_outbox_learners_learner_id",
                table: "outbox",
                column: "learner_id",
                principalTable: "learners",
                principalColumn: "id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_outbox_learners_learner_id",
                table: "outbox");

            migrationBuilder.DropTable(
                name: "attendance_words");

            migrationBuilder.DropTable(
                name: "expiry_notices");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "mailboxes");

            migrationBuilder.DropTable(
                name: "replies");

            migrationBuilder.DropTable(
                name: "settled_joiners");

            migrationBuilder.DropTable(
                name: "subscriptions");

            migrationBuilder.DropTable(
                name: "watchings");

            migrationBuilder.DropIndex(
                name: "IX_outbox_sent_at",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "attendance_asked",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "chapters",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "recordings_hidden",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "summary_told",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "by_hand",
                table: "recordings");

            migrationBuilder.DropColumn(
                name: "damage",
                table: "recordings");

            migrationBuilder.DropColumn(
                name: "expired_at",
                table: "recordings");

            migrationBuilder.DropColumn(
                name: "original",
                table: "recordings");

            migrationBuilder.DropColumn(
                name: "verified_at",
                table: "recordings");

            migrationBuilder.DropColumn(
                name: "expires_at",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "sent_at",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "summary",
                table: "outbox");

            migrationBuilder.AlterColumn<Guid>(
                name: "learner_id",
                table: "outbox",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AddForeignKey(
                name: "FK_outbox_learners_learner_id",
                table: "outbox",
                column: "learner_id",
                principalTable: "learners",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sessions.Adapters.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TellAnew : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "address",
                table: "outbox",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "address",
                table: "invitations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "tell_anew",
                table: "invitations",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql(
                "UPDATE outbox SET address = (SELECT email FROM learners WHERE learners.id = outbox.learner_id)");
            migrationBuilder.Sql(
                "UPDATE invitations SET address = (SELECT email FROM learners WHERE learners.id = invitations.learner_id)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "address",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "address",
                table: "invitations");

            migrationBuilder.DropColumn(
                name: "tell_anew",
                table: "invitations");
        }
    }
}

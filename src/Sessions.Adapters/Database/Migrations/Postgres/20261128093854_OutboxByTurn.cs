using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sessions.Adapters.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OutboxByTurn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_outbox_kind_due",
                table: "outbox",
                columns: new[] { "kind", "due" },
                filter: "state IN ('Pending', 'Sending')");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_number",
                table: "outbox",
                column: "number",
                filter: "state IN ('Pending', 'Sending')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_outbox_kind_due",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "IX_outbox_number",
                table: "outbox");
        }
    }
}

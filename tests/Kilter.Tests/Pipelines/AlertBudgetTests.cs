using Kilter.Pipelines;

namespace Kilter.Tests.Pipelines;

public sealed class AlertBudgetTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(50)]
    public void The_promise_is_kept_in_nine_weeks_of_ten(int most)
    {
        var rate = AlertBudget.ExpectedRate(most);

        var (term, chance) = (Math.Exp(-rate), Math.Exp(-rate));
        for (var k = 1; k <= most; k++)
        {
            term *= rate / k;
            chance += term;
        }

        Assert.Equal(0.9, chance, 1e-9);
    }

    [Fact]
    public void One_alert_in_four_weeks_is_a_quarter_of_one_a_week()
        => Assert.Equal(AlertBudget.ExpectedRate(1) / 4, AlertBudget.ExpectedRate(0.25), 1e-12);

    [Fact]
    public void More_alerts_allowed_never_means_fewer_expected()
    {
        double[] budgets = [0.01, 0.5, 1, 1.5, 2, 3.9, 4, 100, 999.5, 1000, 5000];

        Assert.Equal(budgets.Select(AlertBudget.ExpectedRate).Order(), budgets.Select(AlertBudget.ExpectedRate));
    }
}

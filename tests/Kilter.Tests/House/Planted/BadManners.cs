namespace Kilter.Tests.House.Planted;

/// <summary>Planted: open for inheritance, settable, and cannot be stopped.</summary>
public class BadManners
{
    public int Settable { get; set; }

    public int Fixed { get; init; }

    public static Task WaitAsync() => Task.CompletedTask;

    public static Task WaitAsync(CancellationToken cancellation) => Task.FromCanceled(cancellation);
}

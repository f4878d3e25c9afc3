using Kilter.Numerics.Neural;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>The pool hands out every piece exactly once, also while other threads keep its cores busy.</summary>
public sealed class WorkerPoolTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void Every_piece_is_done_exactly_once_in_every_round(int threads)
    {
        var pool = WorkerPool.Of(threads);
        var done = new int[64];
        void Work(int thread, int piece) => Interlocked.Increment(ref done[piece]);
        using var neighbour = new BusyNeighbour();
        for (var round = 0; round < 20_000; round++)
        {
            var pieces = 1 + ((round * 7) % done.Length);
            Array.Clear(done);

            pool.Run(pieces, Work);

            for (var piece = 0; piece < done.Length; piece++)
            {
                Assert.True(done[piece] == (piece < pieces ? 1 : 0), $"round {round}: piece {piece} of {pieces} was done {done[piece]} times");
            }
        }
    }

    [Fact]
    public void What_the_pieces_wrote_is_seen_after_the_round()
    {
        var pool = WorkerPool.Of(2);
        var (values, turn) = (new long[40], 0L);
        void Work(int thread, int piece) => values[piece] = turn;
        using var neighbour = new BusyNeighbour();
        for (turn = 1; turn < 20_000; turn++)
        {
            pool.Run(values.Length, Work);

            Assert.Equal(turn * values.Length, values.Sum());
        }
    }

    [Fact]
    public void Callers_at_the_same_time_all_get_their_work_done()
    {
        var pool = WorkerPool.Of(2);
        var callers = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            var count = 0;
            for (var round = 0; round < 2_000; round++)
            {
                pool.Run(5, (_, _) => Interlocked.Increment(ref count));
            }

            Assert.Equal(10_000, count);
        })).ToArray();

        Array.ForEach(callers, c => c.Start());
        Array.ForEach(callers, c => c.Join());
    }

    [Fact]
    public void A_round_may_start_a_round()
    {
        var (pool, count) = (WorkerPool.Of(2), 0);

        pool.Run(8, (_, _) => pool.Run(4, (_, _) => Interlocked.Increment(ref count)));

        Assert.Equal(32, count);
    }

    [Fact]
    public void An_error_in_a_piece_comes_out_of_the_round_and_the_pool_goes_on()
    {
        var pool = WorkerPool.Of(2);
        for (var round = 0; round < 200; round++)
        {
            var error = Assert.Throws<ArgumentException>(() => pool.Run(20, (_, piece) =>
            {
                if (piece % 7 == 3)
                {
                    throw new ArgumentException("piece " + piece);
                }
            }));
            Assert.StartsWith("piece ", error.Message, StringComparison.Ordinal);
        }

        var count = 0;
        pool.Run(20, (_, _) => Interlocked.Increment(ref count));
        Assert.Equal(20, count);
    }

    [Theory, InlineData(0), InlineData(257)]
    public void A_pool_has_between_1_and_256_threads(int threads)
        => Assert.Throws<ArgumentOutOfRangeException>(() => WorkerPool.Of(threads));
}

with availability as (
    select * from {{ ref('int_player_availability') }}
),

played_games as (
    select * from {{ ref('int_played_games') }}
),

-- No season is longer than 260 days, and only games of the season are asked for here.
prior_games as (
    {{ prior_games(
        'availability', 'played_games', ['nba_player_id'], ['usage_rate', 'minutes_played'], within_days=260
    ) }}
),

form as (
    select
        game_date,
        nba_player_id,
        {{ mean('case when is_this_season and minutes_played > 10 then usage_rate end') }} as usage_rate_season
    from prior_games
    group by game_date, nba_player_id
),

players as (
    select
        availability.game_date,
        availability.nba_player_id,
        availability.team_abbr,
        form.usage_rate_season,
        -- In whole millionths: exact sums, from which a player's own part can be taken.
        case
            when availability.status in ('out', 'doubtful') and form.usage_rate_season is not null
                then {{ as_int('round(form.usage_rate_season * 1000000)') }}
            else 0
        end as usage_out,
        {{ as_flag('form.usage_rate_season is not null and availability.status is null') }} as is_untold,
        {{ as_flag('form.usage_rate_season is not null') }} as has_usage
    from availability
    left join form
        on availability.game_date = form.game_date
        and availability.nba_player_id = form.nba_player_id
),

-- By team; who asks takes himself out of the sums.
teammates as (
    select
        game_date,
        nba_player_id,
        team_abbr,
        sum(usage_out) over (partition by game_date, team_abbr) - usage_out as usage_out,
        sum(is_untold) over (partition by game_date, team_abbr) - is_untold as untold,
        sum(has_usage) over (partition by game_date, team_abbr) - has_usage as with_usage
    from players
)

select
    game_date,
    nba_player_id,
    team_abbr,
    case when with_usage > 0 and untold = 0 then {{ as_float('usage_out') }} / 1000000 end as teammate_usage_available
from teammates

/** Words that schemas are full of and that everyday English lacks: states, units, formats, SQL, and the web. */
export const statusWords: ReadonlySet<string> = new Set(
  `abandoned acknowledged activated active admin administrator aggregate allowed amend analytics android annual
  anonymous anonymous api apis apple approval approved archive archived array ascending asia assigned async atlantic
  attribute audit auth authenticated authorised authorized autumn avatar awaiting backup balance banned barcode
  base64 basic beta bigint billing billed binary bitcoin blacklist blob blocked blog bluetooth boolean bounced bracket
  browser bucket buffer bulk bytea cache callback cancelable canceled cancelled canceling captcha captured cardinality
  cascade cascading cast category centimeter changelog char charge charged chargeback checkout checksum citext claim
  claimed client closed cluster coalesce collation column columns commit committed concat concurrent config confirmed
  constraint contains content contract conversion copied coupon created creator cron csv cumulative currency currval
  cursor customer daily dashboard database dataset datasets datetime deactivated deactivate debit debug dec decimal
  declined decrement default deferrable deferred definer delete deleted deletion delivered denied deploy deployed
  deprecated depth desc descending description desktop diff digest digital disabled discarded dispatch dispatched
  distinct distributed document domain download draft dropdown duplicate duplicates duration dynamic east ecommerce
  edit edited editor element elseif email emails embedded empty enable enabled encoding encrypted endpoint english
  entity entry enum enumeration epoch error errors escalated europe event events excel exception excluded execute
  executed expired expires export exported expression extension extract facebook factor failed failure fallback false
  feature feedback fetch file filename finalized finished first flag flagged float foreach foreign format fraud free
  fulfilled fulfillment fulfilment fulltext function gender generate generated geography geometry gift gigabyte github
  gitlab global goods google grant granted greatest guest hash hashed header heading hex hidden hour hourly hstore html
  http https icon idempotency identifier identity idle ignored image immediate immutable import imported inactive inbound
  incoming incomplete increment indexed indexes inet inherit inherited initial initialized inner inout insert inserted
  instance instagram integer integers interval intervals invalid inventory invisible invite invited invoice invoiced
  iphone isolated issued issuer item items javascript job join joined json jsonb keyword kilogram label language last
  latitude layout lead leads least legacy level linkedin lint listing literal loaded locale localhost localtime locked
  log login logout longitude loop lower ltree macos macro mail mandatory manual mapped markdown markup match matched
  max maximum md5 median medium member merge merged message metadata meter metric microsecond migrated migration
  milestone millisecond mime min minimum minor missing mobile moderator modified module monday monetary monitor month
  monthly multiple multiply mysql name namespace natural needs negative nested network newest newsletter nextval node
  none normal north notice notification notified notify null nullable nulls number numeric oauth object obsolete
  offline offset ongoing online onboarding oldest opaque opened operator optional order ordered ordering organic
  organisation organization orphan outbound outer outgoing output overdue overflow overlap override overwrite owner
  pacific page paid param parameter parameters parent parse parsed partial partition partitioned passed password path
  pattern paused paypal payload payment payments payout pdf pending percent perform performed permission permissions
  persist phone picked ping pinned pipeline placed plaintext plain planned platinum plpgsql plugin plural policy poll
  popup position positive postal postgres postgresql posted postgis preferred prefix premium preview primary printed
  priority private privilege privileges procedure processed processing product production profile progress promotion
  promo proposed protected provider provisional proxy public publish published pull purchase purchased push python
  quantity quarter quarterly query queue queued quote quoted radius raise random range ready real reason rebate receipt
  received recipient record records recurring redeemed redirect redirected redis reference referenced references
  referral refund refunded refused regclass regconfig regex regexp register registered rejected relation released
  reminder remote removed renamed render renewed rental rented replace replaced replica reply report repository request
  requested required reserved reset resolved resource respond response restart restock restored restrict restricted
  result resume resumed retail retired retries retry returned returning returns revenue reverse reversed reverted revert
  review reviewed reviewer revision revoke revoked role rollback root round route routed row rows rule ruby runtime
  sales sample sandbox saturday scalar scan scheduled scheduler schema scope score scripts search secret security select
  seller sender sent sequence serial serializable serialized server service session setof setting settled settings setup
  setval severity shadow shared sha1 sha256 sha512 shipped shipment shipping shortname signed signup simple singular
  skipped slack slug smallint smtp snapshot social soft sort sorted source space spam spring sqlstate staff stage staging
  stale standalone statement static status sticky stock stop stopped storage stored stream string strings stripe
  style styled subject submitted submit subnet subquery subscribed subscriber subscription substring subtotal success
  succeeded suffix sum summary summer sunday superuser supplier support suspended swap symbol sync synced syntax
  system table tables tablespace tag tagged target tax taxes template temporary tenant terminated test tested text theme
  thumbnail thursday ticket timeline timeout timestamp timestamptz timezone title token tooltip total totals tracking
  transaction transfer transferred transit translated translation trash trial trigger triggered trim true truncate
  truncated trusted tsquery tsvector tuesday twitter type types unavailable unban unblocked unconfirmed undefined
  undelivered undo unicode unique united unknown unlimited unlisted unlock unlogged unnest unpaid unpublished unread
  unresolved unsigned unsubscribed unused unverified unwrap update updated updater upgrade upload uploaded upper uppercase
  lowercase upsert url urls usage user username users using uuid vacuum valid validate validated validation value values
  varchar variable variadic variant varying vendor verbose verification verified verify version video view views
  violation virtual visibility visible visitor void volatile voided voucher waiting warehouse warning web webhook website
  wednesday weekday weekend weekly weight weights west where whitelist whitespace width wiki window winter withdrawn
  workflow worker workspace xml yearly yesterday tomorrow youtube zip zone zoom
  january february march april june july august september october november december tuesday thursday friday
  africa america antarctica arctic australia indian utc gmt
  appl application font multipart octet utf8 utf16 ascii latin1 iso8601
  aaaa bbbb yyyy mmmm dddd hhhh hh24 hh12 fmmonth fmday
  black white gray grey green blue yellow orange purple brown pink cyan magenta violet silver bronze gold
  xxxx xsmall small medium large xlarge extra-large
  begin declare elsif endif endloop notfound exist exists found found rowcount ispresent
  and any are but for from get has have ilike into like not null off out per the then this that when with`.split(
    /\s+/,
  ),
);
